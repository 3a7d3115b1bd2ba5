package io.coral.cli.trespasstoo;

import io.coral.architecture.Breaks;
import io.coral.cli.trespass.TurnsRight;

@Breaks("packages_of_a_module_form_no_cycle")
public interface TurnsLeft {

  TurnsRight turn();
}
