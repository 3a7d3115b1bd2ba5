package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.ports.CallRates;
import io.vavr.control.Either;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The two options that say how much one caller may take of a colony's ports.
 *
 * @param atOnce name of the option for calls under way
 * @param perSecond name of the option for calls in the long run
 * @param what they limit, as the help begins to tell
 * @param usual where they are not given
 */
record RateArguments(String atOnce, String perSecond, String what, CallRates usual) {
  /** Of whoever asks. */
  static final RateArguments CALLERS =
      new RateArguments(
          "--caller-calls-at-once",
          "--caller-calls-per-second",
          "Questions of one caller",
          CallRates.QUESTIONS);

  /** Of whoever sends telemetry. */
  static final RateArguments SENDERS =
      new RateArguments(
          "--sender-calls-at-once",
          "--sender-calls-per-second",
          "Requests of one sender to each port for telemetry",
          CallRates.TELEMETRY);

  RateArguments {
    requireNonNull(atOnce, "atOnce is null");
    requireNonNull(perSecond, "perSecond is null");
    requireNonNull(what, "what is null");
    requireNonNull(usual, "usual is null");
  }

  void addTo(CommandSpec spec) {
    spec.addOption(Specs.value(atOnce, "N", what + " under way. Default: " + usual.atOnce() + "."));
    spec.addOption(
        Specs.value(
            perSecond,
            "N",
            what
                + " in a second; after a pause twice as many. Default: "
                + usual.perSecond()
                + "."));
  }

  /**
   * The rates that were asked for.
   *
   * @param known whether the colony knows its callers; strangers are all one, whom nothing of this
   *     would limit
   */
  CallRates of(Arguments arguments, boolean known) {
    List<String> given = Stream.of(atOnce, perSecond).filter(arguments::has).toList();
    if (!known && !given.isEmpty()) {
      throw Arguments.usage(
          given.getFirst() + " is of use where callers are known",
          "give --tokens or --client-ca, too");
    }
    return CallRates.of(
        number(arguments, atOnce, usual.atOnce(), CallRates.MOST_AT_ONCE),
        number(arguments, perSecond, usual.perSecond(), CallRates.MOST_PER_SECOND));
  }

  private static int number(Arguments arguments, String option, int usual, int most) {
    return arguments.option(option, text -> number(text, usual, most)).orElse(usual);
  }

  private static Either<String, Integer> number(String text, int usual, int most) {
    return Arguments.integer(text)
        .filterOrElse(number -> number >= 1 && number <= most, number -> "out of range")
        .mapLeft(
            reason ->
                "not a whole number from 1 to " + most + "; leave it out for the usual " + usual);
  }
}
