package io.coral.cli.trespass.unmarked;

import io.coral.architecture.Breaks;

@Breaks("every_package_is_null_marked")
final class ForgetsNull {

  Object nothing() {
    return this;
  }
}
