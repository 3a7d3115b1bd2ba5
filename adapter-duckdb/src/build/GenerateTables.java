import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.CatalogMappingType;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

/**
 * Writes jOOQ's table classes for the store.
 *
 * <p>Loads the schema files into a DuckDB in memory and lets jOOQ read that: what compiles is then
 * what the engine understood. Started from its source by this module's pom: {@code
 * GenerateTables.java TABLES VIEWS OUTPUT}.
 */
final class GenerateTables {

  private static final String PACKAGE = "io.coral.duckdb.schema";

  private GenerateTables() {}

  public static void main(String[] args) throws Exception {
    Path output = Path.of(args[2]);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(Files.readString(Path.of(args[0])));
        statement.execute(Files.readString(Path.of(args[1])));
      }
      GenerationTool tool = new GenerationTool();
      tool.setConnection(connection);
      tool.run(configuration(output));
    }
  }

  private static Configuration configuration(Path output) {
    return new Configuration()
        .withLogging(Logging.WARN)
        .withGenerator(
            new Generator()
                .withDatabase(
                    new Database()
                        .withName("org.jooq.meta.duckdb.DuckDBDatabase")
                        .withCatalogs(
                            new CatalogMappingType()
                                .withInputCatalog("memory")
                                // Wherever the store's file lies, the catalog is named after it.
                                .withOutputCatalogToDefault(true)
                                .withSchemata(
                                    new SchemaMappingType().withInputSchema("main"),
                                    new SchemaMappingType().withInputSchema("store"))))
                .withGenerate(
                    new Generate().withJavaTimeTypes(true).withRecords(true).withComments(false))
                .withTarget(
                    new Target().withPackageName(PACKAGE).withDirectory(output.toString())));
  }
}
