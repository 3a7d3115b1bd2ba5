package io.coral.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command in the tree of commands, not described yet. To describe all of them takes longer than
 * most of them take: so a command line that names one gets that one only, and others as far as help
 * and messages about a wrong name want them.
 */
sealed interface CommandNode {
  String name();

  /**
   * Describes it for picocli.
   *
   * @param arguments what follows its name
   */
  CommandSpec described(List<String> arguments);

  /** A command that does something. */
  record Doing(String name, Supplier<Verb> verb) implements CommandNode {
    @Override
    public CommandSpec described(List<String> arguments) {
      return verb.get().spec();
    }
  }

  /**
   * A group of commands.
   *
   * @param line what they are for
   */
  record Group(String name, String line, String synopsis, List<CommandNode> members)
      implements CommandNode {
    @Override
    public CommandSpec described(List<String> arguments) {
      CommandSpec spec = CommandSpec.create();
      spec.usageMessage()
          .header(line, "")
          .customSynopsis(synopsis)
          .optionListHeading("%nOptions:%n")
          .commandListHeading("%nCommands:%n");
      spec.addOption(Specs.help());
      Optional<CommandNode> named = named(arguments);
      if (named.isPresent()) {
        List<String> rest = arguments.subList(1, arguments.size());
        spec.addSubcommand(named.get().name(), named.get().described(rest));
      } else {
        members.forEach(each -> spec.addSubcommand(each.name(), each.described(List.of())));
      }
      return spec;
    }

    private Optional<CommandNode> named(List<String> arguments) {
      return arguments.isEmpty()
          ? Optional.empty()
          : members.stream().filter(each -> each.name().equals(arguments.getFirst())).findFirst();
    }
  }
}
