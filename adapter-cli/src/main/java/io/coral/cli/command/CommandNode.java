package io.coral.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command in the tree of commands, not described yet. To describe all of them takes longer than
 * most of them take: so a command line that names one gets that one only, and of the others as much
 * as help and messages about a wrong name want.
 */
sealed interface CommandNode {
  String name();

  /** What it is for, in one line. */
  String line();

  /**
   * Describes it for picocli as far as a command line asks for it.
   *
   * @param arguments what follows its name
   */
  CommandSpec described(List<String> arguments);

  /** Describes it and all under it. */
  CommandSpec whole();

  private CommandSpec named() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().header(Specs.escaped(line()));
    return spec;
  }

  /** A command that does something. */
  record Doing(String name, String line, Supplier<Verb> verb) implements CommandNode {
    @Override
    public CommandSpec described(List<String> arguments) {
      return whole();
    }

    @Override
    public CommandSpec whole() {
      CommandSpec spec = verb.get().spec();
      spec.usageMessage().header(Specs.escaped(line), "");
      return spec;
    }
  }

  /** A group of commands. */
  record Group(String name, String line, String synopsis, List<CommandNode> members)
      implements CommandNode {
    @Override
    public CommandSpec described(List<String> arguments) {
      CommandSpec spec = alone();
      Optional<CommandNode> asked =
          members.stream().filter(each -> isFirst(each.name(), arguments)).findFirst();
      if (asked.isPresent()) {
        List<String> rest = arguments.subList(1, arguments.size());
        spec.addSubcommand(asked.get().name(), asked.get().described(rest));
      } else {
        members.forEach(each -> spec.addSubcommand(each.name(), each.named()));
      }
      return spec;
    }

    @Override
    public CommandSpec whole() {
      CommandSpec spec = alone();
      members.forEach(each -> spec.addSubcommand(each.name(), each.whole()));
      return spec;
    }

    private CommandSpec alone() {
      CommandSpec spec = CommandSpec.create();
      spec.usageMessage()
          .header(line, "")
          .customSynopsis(synopsis)
          .optionListHeading("%nOptions:%n")
          .commandListHeading("%nCommands:%n");
      return spec.addOption(Specs.help());
    }

    private static boolean isFirst(String name, List<String> arguments) {
      return !arguments.isEmpty() && name.equals(arguments.getFirst());
    }
  }
}
