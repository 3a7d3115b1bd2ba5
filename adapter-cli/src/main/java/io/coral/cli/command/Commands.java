package io.coral.cli.command;

import io.coral.cli.admin.Administration;
import io.coral.cli.admin.BackupRun;
import io.coral.cli.admin.StatusRun;
import io.coral.cli.colony.Colonies;
import io.coral.cli.command.CommandNode.Doing;
import io.coral.cli.command.CommandNode.Group;
import io.coral.cli.ingest.ImportRun;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.render.ReportWriter;
import io.coral.cli.script.ScriptChecks;
import io.coral.cli.script.ScriptCommandRun;
import io.coral.cli.script.StarterScript;
import io.coral.cli.serve.ServeRun;
import io.coral.cli.serve.TokenRun;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The tree of commands. */
final class Commands {
  static final String VERSION = "--version";

  private Commands() {}

  /**
   * Describes what a command line may need.
   *
   * @param arguments of the command line
   */
  static CommandSpec of(
      List<String> arguments, Parts parts, Surroundings surroundings, Console console) {
    return coral(tree(parts, surroundings, console).described(arguments));
  }

  /** Describes all. */
  private static CommandSpec whole(Parts parts, Surroundings surroundings, Console console) {
    return coral(tree(parts, surroundings, console).whole());
  }

  private static CommandSpec coral(CommandSpec coral) {
    coral.name("coral");
    coral.addOption(
        OptionSpec.builder(VERSION)
            .type(boolean.class)
            .arity("0")
            .description("Show the versions of coral and its parts.")
            .build());
    coral.usageMessage().footer(epilogue().toArray(String[]::new));
    return coral;
  }

  private static Group tree(Parts parts, Surroundings surroundings, Console console) {
    return new Group(
        "coral",
        "Ask telemetry summaries, by hand or by script.",
        "coral COMMAND",
        List.of(
            query(parts, surroundings, console),
            new Doing(
                CoralCommandLine.RUN,
                "Run a TypeScript or JavaScript file against a colony.",
                () ->
                    new RunVerb(surroundings, new ScriptCommandRun(parts, surroundings, console))),
            new Doing(
                "check",
                "Check scripts without running them.",
                () -> new CheckVerb(surroundings, new ScriptChecks(parts, surroundings, console))),
            script(surroundings, console),
            new Doing(
                "import",
                "Import OTLP files into a colony's database.",
                () -> new ImportVerb(surroundings, new ImportRun(parts, console))),
            colony(parts, surroundings, console),
            new Doing(
                "completion",
                "Print a script that lets a shell complete commands and options.",
                () -> new CompletionVerb(console, () -> whole(parts, surroundings, console)))));
  }

  private static Group query(Parts parts, Surroundings surroundings, Console console) {
    var colonies = new Colonies(parts, surroundings);
    var writer = new ReportWriter(console);
    return new Group(
        CoralCommandLine.QUERY,
        "Ask a colony about its services, metrics and traces.",
        "coral query COMMAND",
        List.of(
            new Doing(
                "services",
                "List the services of a colony.",
                () -> new QueryServicesVerb(surroundings, colonies, writer)),
            new Doing(
                "metrics",
                "Show latency, another metric, or the error rate, of one service or of all.",
                () -> new QueryMetricsVerb(surroundings, colonies, writer)),
            new Doing(
                "traces",
                "Find slow or failed traces.",
                () -> new QueryTracesVerb(surroundings, colonies, writer)),
            new Doing(
                "sql",
                "Run one SELECT over the summaries.",
                () -> new QuerySqlVerb(surroundings, colonies, writer)),
            new Doing(
                "schema",
                "Describe the tables that SQL can read.",
                () -> new QuerySchemaVerb(surroundings, colonies, writer))));
  }

  private static Group colony(Parts parts, Surroundings surroundings, Console console) {
    return new Group(
        "colony",
        "Run a colony.",
        "coral colony COMMAND",
        List.of(
            new Doing(
                "start",
                "Take in telemetry, and serve it to coral query, coral run and other gRPC clients.",
                () ->
                    new ColonyStartVerb(surroundings, new ServeRun(parts, surroundings, console))),
            new Doing(
                "token",
                "Make a token, by which a colony lets somebody in.",
                () -> new ColonyTokenVerb(surroundings, new TokenRun(parts, console))),
            new Doing(
                "status",
                "Tell how a running colony is.",
                () ->
                    new ColonyStatusVerb(
                        surroundings,
                        new StatusRun(
                            administration(parts, surroundings), new ReportWriter(console)))),
            new Doing(
                "backup",
                "Copy a running colony's database.",
                () ->
                    new ColonyBackupVerb(
                        surroundings,
                        new BackupRun(administration(parts, surroundings), console)))));
  }

  private static Administration administration(Parts parts, Surroundings surroundings) {
    return new Administration(parts, new Colonies(parts, surroundings));
  }

  private static Group script(Surroundings surroundings, Console console) {
    return new Group(
        "script",
        "Write scripts.",
        "coral script COMMAND",
        List.of(
            new Doing(
                "init",
                "Write a first script, and what editors need to complete the next ones.",
                () -> new ScriptInitVerb(surroundings, new StarterScript(surroundings, console)))));
  }

  private static List<String> epilogue() {
    return List.of(
        "",
        "Try it without any setup:",
        "  coral query services --demo",
        "",
        "Exit codes: 0 ok, also for an empty list; 1 internal error; 2 usage or missing",
        "file; 3 refused; 4 unknown name or no data; 5 colony unreachable; 6 deadline or",
        "limit. coral run passes on the script's own.");
  }
}
