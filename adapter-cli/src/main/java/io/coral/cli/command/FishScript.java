package io.coral.cli.command;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completions as fish has them: a line for each command and option, with the condition under which
 * it is offered. Picocli writes none.
 */
final class FishScript {
  private final List<String> lines = new ArrayList<>();

  private FishScript() {}

  static String of(CommandSpec coral) {
    var script = new FishScript();
    script.lines.add("complete -c coral -f");
    script.add(coral, List.of());
    return String.join("\n", script.lines) + "\n";
  }

  /**
   * @param path the names that lead to the command
   */
  private void add(CommandSpec command, List<String> path) {
    Collection<CommandLine> members = command.subcommands().values();
    String here = condition(path, command.subcommands().keySet());
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        lines.add("complete -c coral" + here + names(option) + value(option) + text(option));
      }
    }
    if (members.isEmpty() && !command.positionalParameters().isEmpty()) {
      lines.add("complete -c coral" + here + " -F");
    }
    for (CommandLine member : members) {
      CommandSpec spec = member.getCommandSpec();
      lines.add(
          "complete -c coral"
              + here
              + " -a "
              + spec.name()
              + " -d "
              + quoted(String.join("", spec.usageMessage().header())));
    }
    for (CommandLine member : members) {
      CommandSpec spec = member.getCommandSpec();
      add(spec, Stream.concat(path.stream(), Stream.of(spec.name())).toList());
    }
  }

  /** All names of the path were seen, and none of those that could come next. */
  private static String condition(List<String> path, Collection<String> next) {
    String seen =
        path.stream().map(name -> "__fish_seen_subcommand_from " + name).collect(joining("; and "));
    String unseen =
        next.isEmpty() ? "" : "not __fish_seen_subcommand_from " + String.join(" ", next);
    String both =
        Stream.of(seen, unseen).filter(each -> !each.isEmpty()).collect(joining("; and "));
    return both.isEmpty() ? "" : " -n " + quoted(both);
  }

  private static String names(OptionSpec option) {
    return Stream.of(option.names())
        .map(
            name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
        .collect(joining());
  }

  /** What follows an option: one of some words, a file, or anything. */
  private static String value(OptionSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    if (option.completionCandidates() != null) {
      return " -x -a " + quoted(String.join(" ", option.completionCandidates()));
    }
    return option.paramLabel().contains("FILE") ? " -r -F" : " -x";
  }

  private static String text(OptionSpec option) {
    String whole = String.join(" ", option.description()).replace("%%", "%");
    int sentence = whole.indexOf(". ");
    return " -d " + quoted(sentence < 0 ? whole : whole.substring(0, sentence + 1));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
