package io.coral.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.coral.architecture.Clocks.READ_THE_SYSTEM_CLOCK;
import static io.coral.architecture.Packages.DOMAIN;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The domain computes and does nothing else. */
@AnalyzeClasses(packages = Packages.ROOT, importOptions = DoNotIncludeTests.class)
class DomainRulesTest {

  @ArchTest
  static final ArchRule the_domain_knows_only_itself_the_jdk_and_vavr =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              DOMAIN,
              "java.lang..",
              "java.math",
              "java.time..",
              // Not java.util.. as a whole: that holds logging, zip files and preferences too.
              "java.util",
              "java.util.concurrent..",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "io.vavr..",
              "org.jspecify..")
          .because("the domain must be testable without a store, a socket, a file or a container");

  @ArchTest
  static final ArchRule the_domain_knows_no_clock =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .callMethodWhere(READ_THE_SYSTEM_CLOCK)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("time enters the domain as a value; the same question then has the same answer");

  @ArchTest
  static final ArchRule the_domain_rolls_no_dice =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(RandomGenerator.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .because("folding the same telemetry must give the same summaries");

  @ArchTest
  static final ArchRule the_domain_looks_at_nothing_around_it =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              Thread.class, Runtime.class, Process.class, ProcessBuilder.class, ClassLoader.class)
          .orShould()
          .callMethodWhere(
              target(owner(type(System.class))).and(target(nameMatching("get.*|set.*|load.*"))))
          .because("environment, properties, threads and processes belong to the adapters");
}
