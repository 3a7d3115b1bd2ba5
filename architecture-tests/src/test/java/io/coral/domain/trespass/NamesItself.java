package io.coral.domain.trespass;

import io.coral.architecture.Breaks;
import java.util.UUID;

@Breaks("the_domain_rolls_no_dice")
final class NamesItself {

  UUID name() {
    return UUID.randomUUID();
  }
}
