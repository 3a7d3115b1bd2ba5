package io.coral.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that nothing can break protects nothing: each is held against classes that break it. */
class EveryRuleCanFailTest {

  private static final JavaClasses TEST_CLASSES =
      new ClassFileImporter()
          .withImportOption(new OnlyIncludeTests())
          .importPackages(Packages.ROOT);

  /** A rule with the name that its reports and {@link Breaks} use. */
  record NamedRule(String name, ArchRule rule) {

    static NamedRule of(Field field) {
      try {
        return new NamedRule(field.getName(), (ArchRule) field.get(null));
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<NamedRule> rules() {
    return TEST_CLASSES.stream()
        .filter(type -> type.isAnnotatedWith(AnalyzeClasses.class))
        .flatMap(type -> Arrays.stream(type.reflect().getDeclaredFields()))
        .filter(field -> field.getType() == ArchRule.class)
        .map(NamedRule::of);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rule_withClassesThatBreakIt_namesEachOfThem(NamedRule named) {
    List<JavaClass> offenders =
        TEST_CLASSES.stream().filter(type -> breaks(type, named.name())).toList();
    assertThat(offenders).as("classes with @Breaks(\"%s\")", named.name()).isNotEmpty();

    var imported =
        new ClassFileImporter().importClasses(offenders.stream().map(JavaClass::reflect).toList());
    String report =
        String.join("\n", named.rule().evaluate(imported).getFailureReport().getDetails());

    assertThat(report).contains(offenders.stream().map(JavaClass::getSimpleName).toList());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rule_inItsDescription_saysWhy(NamedRule named) {
    assertThat(named.rule().getDescription()).contains(", because ");
  }

  @Test
  void breaks_namesOnlyRulesThatExist() {
    var known = rules().map(NamedRule::name).collect(toSet());

    assertThat(TEST_CLASSES.stream().flatMap(EveryRuleCanFailTest::broken)).isSubsetOf(known);
  }

  /** Rules hold for nothing at all, too. */
  @Test
  void rules_seeTheClassesOfEveryModule() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages(Packages.ROOT);

    assertThat(classes.stream().map(JavaClass::getPackageName))
        .contains("io.coral.duckdb", "io.coral.grpc", "io.coral.deno", "io.coral.cli")
        .anyMatch(name -> name.startsWith("io.coral.domain"))
        .anyMatch(name -> name.startsWith("io.coral.ports"));
  }

  private static boolean breaks(JavaClass type, String rule) {
    return broken(type).anyMatch(rule::equals);
  }

  private static Stream<String> broken(JavaClass type) {
    return type.tryGetAnnotationOfType(Breaks.class).stream()
        .flatMap(breaks -> Arrays.stream(breaks.value()));
  }
}
