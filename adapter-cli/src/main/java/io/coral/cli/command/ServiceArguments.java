package io.coral.cli.command;

import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import io.vavr.control.Either;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options that narrow a service to a namespace and a region. */
final class ServiceArguments {
  private static final String NAMESPACE = "--namespace";
  private static final String REGION = "--region";

  private ServiceArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(Specs.value(NAMESPACE, "NAME", "Only this service.namespace."));
    spec.addOption(Specs.value(REGION, "NAME", "Only this cloud.region."));
  }

  static ServiceSelector selector(String service, Arguments arguments) {
    var name = Arguments.parsed("SERVICE", service, text -> Either.right(new ServiceName(text)));
    return new ServiceSelector(name, namespace(arguments), region(arguments));
  }

  /** One service, or all, narrowed in either case. */
  static ServiceScope scope(Optional<String> service, Arguments arguments) {
    return service
        .map(name -> ServiceScope.of(selector(name, arguments)))
        .orElseGet(
            () -> new ServiceScope(Optional.empty(), namespace(arguments), region(arguments)));
  }

  static Label namespace(Arguments arguments) {
    return label(NAMESPACE, arguments);
  }

  static Label region(Arguments arguments) {
    return label(REGION, arguments);
  }

  /** Whether any of the options was given. */
  static boolean given(Arguments arguments) {
    return arguments.has(NAMESPACE) || arguments.has(REGION);
  }

  private static Label label(String option, Arguments arguments) {
    return arguments.option(option, text -> Either.right(new Label(text))).orElse(Label.NONE);
  }
}
