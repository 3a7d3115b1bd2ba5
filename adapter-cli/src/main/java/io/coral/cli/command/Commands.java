package io.coral.cli.command;

import io.coral.cli.admin.Administration;
import io.coral.cli.admin.BackupRun;
import io.coral.cli.admin.StatusRun;
import io.coral.cli.colony.Colonies;
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

  static CommandSpec of(Parts parts, Surroundings surroundings, Console console) {
    var colonies = new Colonies(parts, surroundings);
    var writer = new ReportWriter(console);
    var administration = new Administration(parts, colonies);
    CommandSpec query =
        group("Ask a colony about its services, metrics and traces.", "coral query COMMAND")
            .addSubcommand("services", new QueryServicesVerb(surroundings, colonies, writer).spec())
            .addSubcommand("metrics", new QueryMetricsVerb(surroundings, colonies, writer).spec())
            .addSubcommand("traces", new QueryTracesVerb(surroundings, colonies, writer).spec())
            .addSubcommand("sql", new QuerySqlVerb(surroundings, colonies, writer).spec())
            .addSubcommand("schema", new QuerySchemaVerb(surroundings, colonies, writer).spec());
    CommandSpec colony =
        group("Run a colony.", "coral colony COMMAND")
            .addSubcommand(
                "start",
                new ColonyStartVerb(surroundings, new ServeRun(parts, surroundings, console))
                    .spec())
            .addSubcommand(
                "token", new ColonyTokenVerb(surroundings, new TokenRun(parts, console)).spec())
            .addSubcommand(
                "status",
                new ColonyStatusVerb(surroundings, new StatusRun(administration, writer)).spec())
            .addSubcommand(
                "backup",
                new ColonyBackupVerb(surroundings, new BackupRun(administration, console)).spec());
    CommandSpec script =
        group("Write scripts.", "coral script COMMAND")
            .addSubcommand(
                "init",
                new ScriptInitVerb(surroundings, new StarterScript(surroundings, console)).spec());
    CommandSpec coral =
        group("Ask telemetry summaries, by hand or by script.", "coral COMMAND")
            .name("coral")
            .addSubcommand("query", query)
            .addSubcommand(
                CoralCommandLine.RUN,
                new RunVerb(surroundings, new ScriptCommandRun(parts, surroundings, console))
                    .spec())
            .addSubcommand(
                "check",
                new CheckVerb(surroundings, new ScriptChecks(parts, surroundings, console)).spec())
            .addSubcommand("script", script)
            .addSubcommand(
                "import", new ImportVerb(surroundings, new ImportRun(parts, console)).spec())
            .addSubcommand("colony", colony)
            .addOption(
                OptionSpec.builder(VERSION)
                    .type(boolean.class)
                    .arity("0")
                    .description("Show the versions of coral and its parts.")
                    .build());
    coral.usageMessage().footer(epilogue().toArray(String[]::new));
    return coral;
  }

  private static CommandSpec group(String line, String synopsis) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .header(line, "")
        .customSynopsis(synopsis)
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    return spec.addOption(Specs.help());
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
