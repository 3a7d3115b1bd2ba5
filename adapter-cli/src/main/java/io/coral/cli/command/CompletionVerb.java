package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Console;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral completion SHELL}. The scripts know all commands: to complete starts no process. */
final class CompletionVerb implements Verb {
  private static final Map<String, Function<CommandSpec, String>> SHELLS =
      Map.of("bash", CompletionVerb::bash, "zsh", CompletionVerb::bash, "fish", FishScript::of);

  private final Console console;
  private final Supplier<CommandSpec> commands;

  /**
   * @param commands describes all of them
   */
  CompletionVerb(Console console, Supplier<CommandSpec> commands) {
    this.console = requireNonNull(console, "console is null");
    this.commands = requireNonNull(commands, "commands is null");
  }

  /** Zsh reads it, too. */
  private static String bash(CommandSpec coral) {
    return AutoComplete.bash("coral", new CommandLine(coral));
  }

  @Override
  public String doing() {
    return "write a completion script";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral completion bash|zsh|fish",
            "Of the commands and options of this version. A distribution has the same scripts in"
                + " completions.");
    spec.addPositional(Specs.parameter("SHELL", "1", "bash, zsh or fish."));
    return spec.addOption(Specs.help());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral completion bash", "source <(coral completion bash), in ~/.bashrc"),
        new Example("coral completion zsh", "source <(coral completion zsh), in ~/.zshrc"),
        new Example("coral completion fish", "into ~/.config/fish/completions/coral.fish"));
  }

  @Override
  public Either<Complaint, Integer> run(Arguments arguments) {
    String shell = arguments.positional().orElse("");
    Function<CommandSpec, String> script = SHELLS.get(shell);
    if (script == null) {
      return Either.left(
          Complaint.usage("there is no script for this shell", "write bash, zsh or fish"));
    }
    console.data(script.apply(commands.get()));
    return Either.right(0);
  }
}
