package io.coral.domain.trespass;

import io.coral.architecture.Breaks;
import java.nio.file.Files;
import java.nio.file.Path;

@Breaks("the_domain_knows_only_itself_the_jdk_and_vavr")
final class ReadsAFile {

  boolean there(Path path) {
    return Files.exists(path);
  }
}
