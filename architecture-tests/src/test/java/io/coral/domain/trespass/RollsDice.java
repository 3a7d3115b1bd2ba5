package io.coral.domain.trespass;

import io.coral.architecture.Breaks;
import java.util.Random;

@Breaks("the_domain_rolls_no_dice")
final class RollsDice {

  int roll(Random random) {
    return random.nextInt(6);
  }
}
