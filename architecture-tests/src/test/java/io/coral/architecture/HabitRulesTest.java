package io.coral.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.coral.architecture.Clocks.READ_THE_SYSTEM_CLOCK;
import static io.coral.architecture.Packages.CLI;
import static io.coral.architecture.Packages.WIRING;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** What every module does alike. */
@AnalyzeClasses(packages = Packages.ROOT, importOptions = DoNotIncludeTests.class)
class HabitRulesTest {

  @ArchTest
  static final ArchRule only_the_command_line_uses_the_standard_streams =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should(ACCESS_STANDARD_STREAMS)
          .because("data on stdout and remarks on stderr are a promise of the command line");

  @ArchTest
  static final ArchRule only_the_command_line_ends_the_process =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .because("a library that exits takes its host with it");

  @ArchTest
  static final ArchRule logging_goes_to_the_system_logger =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.coral.cli.log..") // where the command line is the host
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..",
              "org.slf4j..",
              "org.apache.logging..",
              "org.apache.commons.logging..")
          .because(
              "System.Logger lets the host choose; a second logging system would ask for setup");

  @ArchTest
  static final ArchRule only_the_wiring_takes_the_system_clock =
      noClasses()
          .that()
          .resideOutsideOfPackage(WIRING)
          .should()
          .callMethodWhere(READ_THE_SYSTEM_CLOCK)
          .because("a look-back is resolved by one injected clock, which tests can set");

  @ArchTest
  static final ArchRule every_package_is_null_marked =
      classes()
          .that()
          .resideOutsideOfPackages("io.coral.grpc.v1..", "io.coral.duckdb.schema..")
          .should(resideInANullMarkedPackage())
          .because("outside a marked package NullAway checks nothing; generated code is exempt");

  @ArchTest
  static final ArchRule every_module_keeps_to_its_package =
      classes()
          .should(resideInThePackageOfTheirModule())
          .because("the other rules go by package and must not be passed by choosing another");

  @ArchTest
  static final ArchRule packages_of_a_module_form_no_cycle =
      slices()
          .matching("io.coral.(*).(*)..")
          .should()
          .beFreeOfCycles()
          .because("a cycle of packages can only be understood, tested and moved as a whole");

  private static final Map<String, String> PACKAGE_OF_MODULE =
      Map.of(
          "core-domain", "io.coral.domain",
          "query-ports", "io.coral.ports",
          "adapter-duckdb", "io.coral.duckdb",
          "adapter-grpc", "io.coral.grpc",
          "adapter-deno", "io.coral.deno",
          "adapter-cli", "io.coral.cli");

  private static final Pattern MODULE_FOLDER = Pattern.compile(".*/([a-z-]+)/target/.*");

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getName() + " is in a package without @NullMarked package-info"));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> resideInThePackageOfTheirModule() {
    return new ArchCondition<>("reside in the package of their module") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String source = type.getSource().map(from -> from.getUri().toString()).orElse("");
        var folder = MODULE_FOLDER.matcher(source);
        String module = folder.matches() ? folder.group(1) : "no module";
        String home = PACKAGE_OF_MODULE.getOrDefault(module, "no package");
        if (!(type.getPackageName() + ".").startsWith(home + ".")) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getName() + " comes from " + module + ", whose package is " + home));
        }
      }
    };
  }
}
