package io.coral.cli.command;

import io.coral.domain.time.DurationText;
import io.coral.ports.Retention;
import io.coral.ports.Upkeep;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say what a colony keeps. */
final class UpkeepArguments {
  private static final String RETENTION = "--retention";
  private static final String HOURLY_RETENTION = "--hourly-retention";
  private static final String DISK_BUDGET = "--disk-budget";
  private static final String FOREVER = "forever";

  private UpkeepArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Specs.value(
            RETENTION,
            "DURATION",
            "Keep minutes and traces so long, or forever. Default: "
                + DurationText.exact(Retention.DEFAULT.minutes())
                + "."));
    spec.addOption(
        Specs.value(
            HOURLY_RETENTION,
            "DURATION",
            "Keep sums of whole hours so long. Default: "
                + DurationText.exact(Retention.DEFAULT.hours())
                + ", or as long as minutes."));
    spec.addOption(
        Specs.value(
            DISK_BUDGET,
            "SIZE",
            "Let the oldest minutes go early where the file takes more: 500MB, 20GB."));
  }

  static Upkeep of(Arguments arguments) {
    OptionalLong disk =
        arguments
            .option(DISK_BUDGET, text -> SizeText.bytes(text, Upkeep.LEAST_DISK_BYTES))
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    boolean forever = arguments.option(RETENTION).filter(FOREVER::equals).isPresent();
    if (forever && arguments.has(HOURLY_RETENTION)) {
      throw Arguments.usage(
          "hours are kept as long as minutes", "leave out --hourly-retention, or end --retention");
    }
    return new Upkeep(forever ? Optional.empty() : Optional.of(retention(arguments)), disk);
  }

  private static Retention retention(Arguments arguments) {
    Duration minutes =
        arguments
            .option(RETENTION, text -> length(text, Retention.LEAST))
            .orElse(Retention.DEFAULT.minutes());
    Duration hours =
        arguments
            .option(HOURLY_RETENTION, text -> length(text, minutes))
            .orElse(longer(minutes, Retention.DEFAULT.hours()));
    return new Retention(minutes, hours);
  }

  private static Either<String, Duration> length(String text, Duration least) {
    return DurationText.parse(text)
        .filterOrElse(
            length -> length.compareTo(least) >= 0,
            length -> "it must be " + DurationText.exact(least) + " at least")
        .filterOrElse(
            length -> length.compareTo(Retention.LONGEST) <= 0,
            length -> "it is longer than any question may look back; write forever");
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
