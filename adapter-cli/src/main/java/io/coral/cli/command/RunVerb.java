package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.script.ScriptCommandRun;
import io.coral.cli.script.ScriptOptions;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptSource;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral run SCRIPT}. */
final class RunVerb implements Verb {
  private static final String PARAM = "--param";
  private static final String TIMEOUT = "--timeout";
  private static final String MEMORY = "--memory";
  private static final String ROOT = "--root";
  private static final String CODE = "-e";
  private static final String CHECK = "--check";
  private static final String WATCH = "--watch";
  private static final String VERBOSE = "--verbose";
  private static final String TIMEOUT_VARIABLE = "CORAL_SCRIPT_TIMEOUT";
  private static final String MEMORY_VARIABLE = "CORAL_SCRIPT_MEMORY";

  private final Surroundings surroundings;
  private final ScriptCommandRun scripts;

  RunVerb(Surroundings surroundings, ScriptCommandRun scripts) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.scripts = requireNonNull(scripts, "scripts is null");
  }

  @Override
  public String doing() {
    return "run the script";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral run (SCRIPT | - | -e CODE) [--param NAME=VALUE]... [OPTIONS]",
            "The script imports @coral/sdk and runs in a sandbox: it asks that one colony, reads"
                + " files of the current folder (of its own, if it lies elsewhere), and does"
                + " nothing else. What is piped in is its stdin. Its exit code is passed on; 124"
                + " stands for a timeout, 126 for what the sandbox refused, 137 for too much"
                + " memory, 5 for a colony that cannot be reached, each with a line on stderr that"
                + " begins with coral:.");
    spec.addPositional(
        Specs.optionalParameters(
            "SCRIPT", "The file to run; - reads the script itself from stdin."));
    spec.addOption(Specs.value(CODE, "CODE", "Run this code, in which coral is imported already."));
    spec.addOption(
        Specs.values(PARAM, "NAME=VALUE", "Read by the script as coral.params; repeatable."));
    spec.addOption(
        Specs.value(
            TIMEOUT,
            "TIME",
            "Seconds, or a duration such as 90s. Default: $" + TIMEOUT_VARIABLE + ", else 60."));
    spec.addOption(
        Specs.value(
            MEMORY, "MB", "Memory that it may use. Default: $" + MEMORY_VARIABLE + ", else 512."));
    spec.addOption(Specs.value(ROOT, "DIR", "The folder that it may read."));
    spec.addOption(Specs.flag(CHECK, "Check its types first, and run it only if they fit."));
    spec.addOption(
        Specs.flag(WATCH, "Run it again whenever it or what it imports changes, until Ctrl-C."));
    spec.addOption(Specs.flag(VERBOSE, "Tell which protections are in force on this system."));
    ColonyArguments.addTo(spec);
    return spec.addOption(Specs.help());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral run latency-report.ts --demo", "try it on the bundled sample"),
        new Example("coral run latency-check.ts --param threshold=500", "with a parameter"),
        new Example("coral run --timeout 120 long-analysis.ts", "with more time"),
        new Example("coral run --check latency-check.ts", "only if its types fit"),
        new Example("coral run --watch latency-report.ts --demo", "while you write it"),
        new Example(
            "coral run -e 'console.log(await coral.services.list())' --demo", "in one line"));
  }

  @Override
  public Either<Complaint, Integer> run(Arguments arguments) {
    return scripts.run(options(arguments));
  }

  ScriptOptions options(Arguments arguments) {
    ScriptSource source = source(arguments);
    boolean watches = arguments.has(WATCH);
    if (watches && !(source instanceof ScriptSource.File)) {
      throw Arguments.usage(WATCH + " has no file to watch", "put the script into a file");
    }
    return new ScriptOptions(
        ColonyArguments.of(arguments, surroundings),
        source,
        arguments.option(ROOT).map(text -> Paths.of(ROOT, text, surroundings)),
        ScriptArguments.parameters(arguments.options(PARAM)),
        arguments
            .option(TIMEOUT, ScriptArguments::timeout)
            .or(
                () ->
                    surroundings
                        .variable(TIMEOUT_VARIABLE)
                        .map(
                            text ->
                                Arguments.parsed(TIMEOUT_VARIABLE, text, ScriptArguments::timeout)))
            .orElse(ScriptRun.DEFAULT_TIMEOUT),
        arguments
            .option(MEMORY, ScriptArguments::memory)
            .or(
                () ->
                    surroundings
                        .variable(MEMORY_VARIABLE)
                        .map(
                            text ->
                                Arguments.parsed(MEMORY_VARIABLE, text, ScriptArguments::memory)))
            .orElse(ScriptRun.DEFAULT_MEMORY_BYTES),
        arguments.has(CHECK),
        watches,
        arguments.has(VERBOSE));
  }

  private ScriptSource source(Arguments arguments) {
    List<String> words = arguments.positionals();
    Optional<ScriptSource> code = arguments.option(CODE).map(ScriptInput::ofCode);
    if (words.isEmpty() && code.isEmpty()) {
      throw Arguments.usage(
          "no script is named", "coral run report.ts, or -e CODE, or - for stdin");
    }
    if (words.size() > (code.isPresent() ? 0 : 1)) {
      throw Arguments.usage(
          "a script takes no arguments, but " + words.getLast() + " is given",
          "pass values as --param NAME=VALUE, and data on stdin");
    }
    return code.orElseGet(() -> ScriptInput.of(words.getFirst(), surroundings));
  }
}
