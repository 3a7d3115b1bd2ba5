package io.coral.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static io.coral.architecture.Packages.CLI;
import static io.coral.architecture.Packages.DENO;
import static io.coral.architecture.Packages.DUCKDB;
import static io.coral.architecture.Packages.GRPC;
import static io.coral.architecture.Packages.WIRING;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;

/** Each technology has one home. */
@AnalyzeClasses(packages = Packages.ROOT, importOptions = DoNotIncludeTests.class)
class TechnologyRulesTest {

  @ArchTest
  static final ArchRule sql_stays_in_the_duckdb_adapter =
      noClasses()
          .that()
          .resideOutsideOfPackage(DUCKDB)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jooq..", "org.duckdb..", "java.sql..", "javax.sql..")
          .because(
              "the guard in front of raw SQL holds only if there is no other way to the store");

  @ArchTest
  static final ArchRule grpc_and_protobuf_stay_in_the_grpc_adapter =
      noClasses()
          .that()
          .resideOutsideOfPackage(GRPC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.grpc..",
              "io.netty..",
              "io.opentelemetry..",
              "org.apache.hc..",
              "com.google.protobuf..",
              "com.google.rpc..")
          .because("messages are a format, not a model; they are parsed where they arrive");

  @ArchTest
  static final ArchRule prometheus_stays_in_its_package =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.coral.grpc.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.prometheus..")
          .because("what happens is told in the colony's own words, and counted by who listens");

  @ArchTest
  static final ArchRule picocli_stays_in_the_command_line =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..")
          .because("parsing arguments is the command line's business");

  @ArchTest
  static final ArchRule native_calls_stay_in_the_deno_adapter =
      noClasses()
          .that()
          .resideOutsideOfPackage(DENO)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.foreign..", "com.kenai.jffi..")
          .because(
              "a mistake in a native call ends the whole process; one module is reviewed for it");

  @ArchTest
  static final ArchRule only_the_deno_adapter_starts_processes =
      noClasses()
          .that()
          .resideOutsideOfPackage(DENO)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class)
          .orShould()
          .callMethodWhere(target(owner(type(Runtime.class))).and(target(name("exec"))))
          .because("what is started must be jailed, limited and ended, and that is written once");

  @ArchTest
  static final ArchRule guice_is_known_to_modules_and_the_wiring_only =
      noClasses()
          .that()
          .resideOutsideOfPackage(WIRING)
          .and()
          .haveNameNotMatching(".*Module(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.inject..")
          .because(
              "classes take constructor arguments and work without a container; the standard"
                  + " annotations of jakarta.inject are no more than a mark on a constructor");

  @ArchTest
  static final ArchRule injection_goes_through_constructors =
      noFields()
          .should()
          .beAnnotatedWith(Inject.class)
          .orShould()
          .beAnnotatedWith(com.google.inject.Inject.class)
          .because("a class whose fields are filled from outside cannot be built by hand");
}
