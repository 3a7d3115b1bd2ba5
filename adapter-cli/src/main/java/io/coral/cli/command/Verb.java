package io.coral.cli.command;

import io.coral.cli.failure.Complaint;
import io.vavr.control.Either;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** A command that does something, as opposed to a group of commands. */
interface Verb {
  /** What it does, as in "coral: cannot …". */
  String doing();

  /** Its options, parameters and help. */
  CommandSpec spec();

  /** Command lines that its help shows, each of which works. */
  List<Example> examples();

  /**
   * Does it.
   *
   * @return the code to exit with, or why it was not done
   * @throws io.coral.cli.failure.ComplaintException if an argument is wrong
   */
  Either<Complaint, Integer> run(Arguments arguments);

  /**
   * A command line in a help text.
   *
   * @param command as one types it
   * @param meaning a few words
   */
  record Example(String command, String meaning) {}
}
