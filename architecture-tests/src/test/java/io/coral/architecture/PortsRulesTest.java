package io.coral.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static io.coral.architecture.Packages.DOMAIN;
import static io.coral.architecture.Packages.PORTS;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The ports say what is needed; how is the business of the adapters. */
@AnalyzeClasses(packages = Packages.ROOT, importOptions = DoNotIncludeTests.class)
class PortsRulesTest {

  @ArchTest
  static final ArchRule the_ports_know_only_the_domain_the_jdk_and_vavr =
      classes()
          .that()
          .resideInAPackage(PORTS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              PORTS,
              DOMAIN,
              "java.io",
              "java.lang..",
              "java.math",
              "java.net",
              "java.nio.file",
              "java.time..",
              "java.util",
              "java.util.concurrent..",
              "java.util.function",
              "java.util.stream",
              "io.vavr..",
              "org.jspecify..")
          .because("a port that names a technology can only be implemented with it");

  @ArchTest
  static final ArchRule the_ports_are_interfaces_and_plain_values =
      classes()
          .that()
          .resideInAPackage(PORTS)
          .and()
          .areTopLevelClasses()
          .should()
          .beInterfaces()
          .orShould()
          .beRecords()
          .orShould()
          .beEnums()
          .because("behaviour belongs to the domain or to an adapter");

  @ArchTest
  static final ArchRule the_ports_return_expected_failures_as_values =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(PORTS)
          .should(declareNoCheckedException())
          .because("callers switch over a sealed failure; an exception is a bug, or an interrupt");

  private static ArchCondition<JavaMethod> declareNoCheckedException() {
    return new ArchCondition<>("declare no checked exception but InterruptedException") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        for (var thrown : method.getExceptionTypes()) {
          var type = thrown.toErasure();
          boolean allowed =
              type.isAssignableTo(RuntimeException.class)
                  || type.isEquivalentTo(InterruptedException.class);
          if (!allowed) {
            events.add(
                SimpleConditionEvent.violated(
                    method, method.getFullName() + " throws " + type.getName()));
          }
        }
      }
    };
  }
}
