package io.coral.cli.truth;

import io.coral.cli.truth.CoralProcess.Colony;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** When a colony that takes telemetry is killed. */
enum KillMoment {
  /** Before it has looked after its store. */
  SENDING,
  /** While it looks after its store for the first time: it sorts hours, and adds up late ones. */
  CARE,
  /** Just after its file changed, as it does in a checkpoint. */
  CHECKPOINT;

  /** After which a colony begins to look after its store. */
  private static final Duration CARE_BEGINS = Duration.ofSeconds(10);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private static final String ROUNDS = "coral_care_round_duration_seconds_count ";

  /**
   * Returns when the colony is to be killed.
   *
   * @param startNanos when it said that it had started
   * @return whether it is for certain in what it was to be killed in
   */
  boolean await(Colony colony, Path database, long startNanos, RandomGenerator random)
      throws IOException, InterruptedException {
    return switch (this) {
      case SENDING -> {
        Thread.sleep(random.nextLong(1_500));
        yield true;
      }
      case CARE -> {
        var numbers = new Numbers(colony.metrics());
        numbers.careRounds(); // the first time takes longest
        long passed = System.nanoTime() - startNanos;
        Thread.sleep(CARE_BEGINS.minusNanos(passed));
        Thread.sleep(random.nextLong(600));
        yield numbers.careRounds() == 0;
      }
      case CHECKPOINT -> {
        var before = Files.getLastModifiedTime(database);
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (Files.getLastModifiedTime(database).equals(before)) {
          if (System.nanoTime() > end) {
            throw new AssertionError("no checkpoint was made");
          }
          Thread.sleep(1);
        }
        Thread.sleep(random.nextLong(30));
        yield hasLog(database);
      }
    };
  }

  /** Whether what the checkpoint writes to the file is still needed by who reads the log. */
  private static boolean hasLog(Path database) throws IOException {
    return Files.exists(database.resolveSibling(database.getFileName() + ".wal"));
  }

  /** What a colony shows of itself. */
  private record Numbers(HttpClient client, URI address) {
    private Numbers(String address) {
      this(HttpClient.newHttpClient(), URI.create(address));
    }

    private long careRounds() throws IOException, InterruptedException {
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(ROUNDS))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(ROUNDS.length())))
          .findFirst()
          .orElse(0);
    }
  }
}
