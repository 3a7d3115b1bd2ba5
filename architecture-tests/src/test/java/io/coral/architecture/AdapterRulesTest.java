package io.coral.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.coral.architecture.Packages.CLI;
import static io.coral.architecture.Packages.DENO;
import static io.coral.architecture.Packages.DUCKDB;
import static io.coral.architecture.Packages.GRPC;
import static io.coral.architecture.Packages.PARTS_OF_DUCKDB;
import static io.coral.architecture.Packages.WHOLE_DUCKDB;
import static io.coral.architecture.Packages.WIRING;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** An adapter is known to the composition root and to nobody else. */
@AnalyzeClasses(packages = Packages.ROOT, importOptions = DoNotIncludeTests.class)
class AdapterRulesTest {

  @ArchTest
  static final ArchRule only_the_wiring_knows_the_duckdb_adapter =
      noClasses()
          .that()
          .resideOutsideOfPackages(DUCKDB, WIRING)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(DUCKDB)
          .because("a colony's answers come through the ports, wherever they are stored");

  @ArchTest
  static final ArchRule no_part_of_the_store_knows_the_whole =
      noClasses()
          .that()
          .resideInAPackage(PARTS_OF_DUCKDB)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(WHOLE_DUCKDB)
          .because("the store is put together of its parts, each of which is understood by itself");

  @ArchTest
  static final ArchRule only_the_wiring_knows_the_grpc_adapter =
      noClasses()
          .that()
          .resideOutsideOfPackages(GRPC, WIRING)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(GRPC)
          .because("the wire is one way to a colony; commands must not tell it from a local store");

  @ArchTest
  static final ArchRule only_the_wiring_knows_the_deno_adapter =
      noClasses()
          .that()
          .resideOutsideOfPackages(DENO, WIRING)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(DENO)
          .because("the sandbox can be replaced only while nothing else leans on it");

  @ArchTest
  static final ArchRule nobody_knows_the_command_line =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI)
          .because("every part must be usable as a library");
}
