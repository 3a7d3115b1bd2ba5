package io.coral.cli.command;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.coral.cli.log.LogFormat;
import io.coral.cli.log.LogLevel;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.domain.failure.QueryFailure;
import io.coral.duckdb.DuckDbModule;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.grpc.GrpcModule;
import io.coral.ports.AdminClients;
import io.coral.ports.AdminServers;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyMetrics;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyRelays;
import io.coral.ports.ColonyStores;
import io.coral.ports.MemoryBudget;
import io.coral.ports.QueryServers;
import io.coral.ports.SandboxLayer;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptListener;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRuntime;
import io.coral.ports.ScriptSource;
import io.coral.ports.TelemetryImport;
import io.coral.ports.TelemetryServers;
import io.coral.ports.TokenFiles;
import io.coral.ports.Upkeep;
import io.vavr.control.Either;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** The command line in this process: real stores and servers, a colony and a Deno of the test's. */
final class Coral {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");

  /** What one command line did. */
  record Outcome(int code, String out, String err) {}

  private final Injector adapters =
      Guice.createInjector(
          new AbstractModule() {
            @Override
            protected void configure() {
              bind(InstantSource.class).toInstance(InstantSource.fixed(NOW));
              install(new DuckDbModule());
              install(new GrpcModule());
            }
          });

  private final Map<String, String> environment = new HashMap<>();
  private final List<InetSocketAddress> connected = new ArrayList<>();
  private final List<ScriptRun> runs = new ArrayList<>();
  private final List<ScriptSource> checked = new ArrayList<>();
  private final BlockingQueue<Supplier<OptionalInt>> endings = new LinkedBlockingQueue<>();
  private final Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Optional<Path> home = Optional.empty();
  private Optional<Path> installation = Optional.empty();
  private byte[] input = {};
  private Optional<ColonyQueries> remote = Optional.empty();
  private OptionalInt terminal = OptionalInt.empty();
  private ScriptRuntime scripts = new FixedScripts();
  private Optional<OutputStream> stdout = Optional.empty();
  private Either<ScriptFailure, ScriptEnd> scriptEnd =
      Either.right(new ScriptEnd(ScriptEnd.Cause.EXIT, 0, "", "", ""));
  private Optional<ScriptFailure> scriptFault = Optional.empty();

  /**
   * @param folder the working folder
   */
  Coral(Path folder) {
    this.folder = folder;
  }

  /** Every address leads to this colony. */
  Coral withColony(ColonyQueries colony) {
    remote = Optional.of(colony);
    return this;
  }

  Coral withVariable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Coral withHome(Path path) {
    home = Optional.of(path);
    return this;
  }

  Coral withInstallation(Path path) {
    installation = Optional.of(path);
    return this;
  }

  /** What is piped in. */
  Coral withInput(String text) {
    return withInput(text.getBytes(StandardCharsets.UTF_8));
  }

  Coral withInput(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  Coral onTerminal(int columns) {
    terminal = OptionalInt.of(columns);
    return this;
  }

  /** Data goes there, and not into the outcome. */
  Coral withStdout(OutputStream out) {
    stdout = Optional.of(out);
    return this;
  }

  /** Every script ends so. */
  Coral withScriptEnd(Either<ScriptFailure, ScriptEnd> end) {
    scriptEnd = end;
    return this;
  }

  /** To check any script finds this. */
  Coral withScriptFault(ScriptFailure fault) {
    scriptFault = Optional.of(fault);
    return this;
  }

  /** Scripts are run so. */
  Coral withScripts(ScriptRuntime runtime) {
    scripts = runtime;
    return this;
  }

  ColonyStores stores() {
    return adapters.getInstance(ColonyStores.class);
  }

  List<InetSocketAddress> connected() {
    return connected;
  }

  ScriptRun onlyRun() {
    if (runs.size() != 1) {
      throw new AssertionError(runs.size() + " scripts were run");
    }
    return runs.getFirst();
  }

  List<ScriptSource> checked() {
    return checked;
  }

  boolean ranNothing() {
    return runs.isEmpty();
  }

  /** Ends the process as a signal would, once something waits for that. */
  void end() throws InterruptedException {
    var _ = endings.take().get();
  }

  /** Waits until a command that runs has said this. */
  void awaitWords(String words) {
    while (!err.toString(StandardCharsets.UTF_8).contains(words)) {
      Thread.onSpinWait();
    }
  }

  Outcome run(String... arguments) {
    var out = new ByteArrayOutputStream();
    err.reset();
    var words = new PrintStream(err, false, StandardCharsets.UTF_8);
    var console = new Console(stdout.orElse(out), words, terminal, true);
    var surroundings =
        new Surroundings(
            environment,
            folder,
            home,
            installation,
            new ByteArrayInputStream(input),
            InstantSource.fixed(NOW),
            endings::add);
    int code = new CoralCommandLine(new TestParts(), surroundings, console).run(List.of(arguments));
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private final class TestParts implements Parts {
    @Override
    public ColonyStores stores() {
      return adapters.getInstance(ColonyStores.class);
    }

    @Override
    public ColonyStores servedStores(
        Upkeep upkeep, Optional<MemoryBudget> memory, ColonyListener listener) {
      var settings = adapters.getInstance(StoreSettings.class);
      return new DuckDbStores(
          adapters.getInstance(InstantSource.class), memory.map(settings::within).orElse(settings));
    }

    @Override
    public void log(LogFormat format, LogLevel level) {}

    @Override
    public ColonyMetrics metrics() {
      return adapters.getInstance(ColonyMetrics.class);
    }

    @Override
    public ColonyClients clients() {
      if (remote.isEmpty()) {
        return adapters.getInstance(ColonyClients.class);
      }
      return endpoint -> {
        connected.add(endpoint.address());
        return Either.right(new FixedColony(remote.get()));
      };
    }

    @Override
    public QueryServers servers() {
      return adapters.getInstance(QueryServers.class);
    }

    @Override
    public ScriptRuntime scripts() {
      return scripts;
    }

    @Override
    public TelemetryServers telemetryServers() {
      return adapters.getInstance(TelemetryServers.class);
    }

    @Override
    public AdminServers adminServers() {
      return adapters.getInstance(AdminServers.class);
    }

    @Override
    public AdminClients adminClients() {
      return adapters.getInstance(AdminClients.class);
    }

    @Override
    public ColonyRelays relays() {
      return adapters.getInstance(ColonyRelays.class);
    }

    @Override
    public TokenFiles tokenFiles() {
      return adapters.getInstance(TokenFiles.class);
    }

    @Override
    public TelemetryImport telemetryImport() {
      return adapters.getInstance(TelemetryImport.class);
    }
  }

  /** Remembers what it was to run. */
  private final class FixedScripts implements ScriptRuntime {
    @Override
    public Either<ScriptFailure, ScriptEnd> run(ScriptRun run, ScriptListener listener) {
      runs.add(run);
      return scriptEnd;
    }

    @Override
    public List<SandboxLayer> layers() {
      return List.of(
          new SandboxLayer("walls", true, "nothing leaves"),
          new SandboxLayer("moat", false, "the walls stand alone"));
    }

    @Override
    public Optional<ScriptFailure> check(
        ScriptSource source, Path root, Duration timeout, ScriptListener listener) {
      checked.add(source);
      return scriptFault;
    }
  }

  private record FixedColony(ColonyQueries queries) implements ColonyClients.ColonyClient {
    @Override
    public Either<QueryFailure, Optional<ColonyClients.RunToken>> issueRunToken(Duration lifetime) {
      return Either.right(Optional.empty());
    }

    @Override
    public void close() {}
  }
}
