package io.coral.cli.trespass;

import io.coral.architecture.Breaks;
import io.coral.cli.trespasstoo.TurnsLeft;

@Breaks("packages_of_a_module_form_no_cycle")
public interface TurnsRight {

  TurnsLeft turn();
}
