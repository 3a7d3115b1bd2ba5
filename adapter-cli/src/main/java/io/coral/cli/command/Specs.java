package io.coral.cli.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Commands described by values. Picocli's annotations would need dynamic proxies and reflection at
 * every start, which cost a third of a short command's time.
 */
final class Specs {
  private Specs() {}

  /**
   * A command whose object is {@code verb}.
   *
   * @param synopsis what follows {@code Usage:}
   * @param description a paragraph
   */
  static CommandSpec of(Verb verb, String synopsis, String description) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(verb);
    spec.usageMessage()
        .customSynopsis(escaped(synopsis))
        .description("", escaped(description))
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .sortOptions(false);
    return spec;
  }

  static OptionSpec value(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(escaped(description))
        .build();
  }

  static OptionSpec values(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(escaped(description))
        .build();
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .arity("0")
        .description(escaped(description))
        .build();
  }

  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .type(boolean.class)
        .arity("0")
        .usageHelp(true)
        .description("Show this help.")
        .build();
  }

  static PositionalParamSpec parameter(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity(arity)
        .required(arity.startsWith("1"))
        .type(String.class)
        .paramLabel(label)
        .description(escaped(description))
        .build();
  }

  static PositionalParamSpec parameters(String label, String description) {
    return parameters(label, "1..*", description);
  }

  static PositionalParamSpec optionalParameters(String label, String description) {
    return parameters(label, "0..*", description);
  }

  private static PositionalParamSpec parameters(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity(arity)
        .required(arity.startsWith("1"))
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(escaped(description))
        .build();
  }

  /** Picocli takes help texts for formats with markup. */
  static String escaped(String text) {
    return text.replace("%", "%%");
  }
}
