package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ComplaintException;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.parts.Versions;
import io.vavr.control.Either;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: arguments in, exit code out. Throws nothing. */
public final class CoralCommandLine {
  /** The command that runs a script. */
  public static final String RUN = "run";

  /** The group of commands that ask a colony. */
  public static final String QUERY = "query";

  private static final String DEBUG_VARIABLE = "CORAL_DEBUG";

  private final Parts parts;
  private final Surroundings surroundings;
  private final Console console;

  public CoralCommandLine(Parts parts, Surroundings surroundings, Console console) {
    this.parts = requireNonNull(parts, "parts is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.console = requireNonNull(console, "console is null");
  }

  /** Whether a command line names a colony that is opened in this process; seen at a glance. */
  public static boolean opensColony(List<String> arguments) {
    return ColonyArguments.isOpenedHere(arguments);
  }

  /** Runs one command line. */
  public int run(List<String> arguments) {
    int code = reported(arguments);
    if (console.flush() == Console.Delivery.FAILED && code == ExitCode.OK.number()) {
      console.error("cannot write to stdout", "");
      console.flush(); // stderr is told
      return ExitCode.INTERNAL.number();
    }
    return code;
  }

  private int reported(List<String> arguments) {
    String doing = "read the command line";
    String help = "coral --help shows what there is";
    try {
      ParseResult parsed =
          new CommandLine(Commands.of(arguments, parts, surroundings, console))
              .setExpandAtFiles(false) // an argument is an argument, also one that begins with @
              .setUsageHelpWidth(Math.min(console.width(), 100))
              .parseArgs(arguments.toArray(String[]::new));
      while (parsed.hasSubcommand()) {
        if (parsed.isUsageHelpRequested()) {
          break;
        }
        parsed = parsed.subcommand();
      }
      CommandLine command = parsed.commandSpec().commandLine();
      if (parsed.isUsageHelpRequested() || arguments.isEmpty()) {
        help(command);
        return ExitCode.OK.number();
      }
      if (parsed.hasMatchedOption(Commands.VERSION)) {
        Versions.lines().forEach(console::dataLine);
        return ExitCode.OK.number();
      }
      if (!(parsed.commandSpec().userObject() instanceof Verb verb)) {
        String name = parsed.commandSpec().qualifiedName();
        return complained(
            doing,
            Complaint.usage("a command is missing after " + name, name + " --help lists them"));
      }
      doing = verb.doing();
      help = helpOf(command);
      String failing = doing;
      Either<Complaint, Integer> end = verb.run(new Arguments(parsed));
      return end.fold(complaint -> complained(failing, complaint), code -> code);
    } catch (ComplaintException e) {
      return complained(doing, e.complaint().orHint(help));
    } catch (ParameterException e) {
      return complained(doing, usage(e));
    } catch (RuntimeException | Error e) {
      return internal(doing, e);
    }
  }

  private void help(CommandLine command) {
    console.data(command.getUsageMessage(Ansi.OFF));
    if (command.getCommandSpec().userObject() instanceof Verb verb) {
      // Not by picocli, which would break lines that are there to be copied.
      console.data("\nExamples:\n\n");
      for (Verb.Example example : verb.examples()) {
        console.data("  # " + example.meaning() + "\n  " + example.command() + "\n");
      }
    }
  }

  private int complained(String doing, Complaint complaint) {
    console.error(
        "cannot " + doing + ": " + complaint.message(), complaint.excerpt(), complaint.hint());
    return complaint.exitCode().number();
  }

  private static Complaint usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String hint = helpOf(command);
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !command.getSubcommands().isEmpty()) {
      String first = unmatched.getUnmatched().getFirst();
      return Complaint.usage("there is no command " + name + " " + first, hint);
    }
    String message = String.valueOf(e.getMessage());
    return Complaint.usage(Character.toLowerCase(message.charAt(0)) + message.substring(1), hint);
  }

  private static String helpOf(CommandLine command) {
    return command.getCommandSpec().qualifiedName() + " --help shows what there is";
  }

  private int internal(String doing, Throwable bug) {
    boolean debug = surroundings.variable(DEBUG_VARIABLE).isPresent();
    console.error(
        "cannot " + doing + ": internal error (" + bug.getClass().getSimpleName() + ")",
        debug ? "" : "set " + DEBUG_VARIABLE + "=1 to see where");
    if (debug) {
      console.trace(bug);
    }
    return ExitCode.INTERNAL.number();
  }
}
