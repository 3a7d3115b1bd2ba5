import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds what Maven does not know of to the bill of materials that it made of the jars, in
 * CycloneDX's JSON: the Java runtime, Deno, and the library inside the SDK.
 */
final class BillOfMaterials {
  private static final String COMPONENTS = "\n  \"components\" : [";

  private BillOfMaterials() {}

  static String complete(Path maven, Path npm, String deno) throws IOException {
    String bill = Files.readString(maven);
    int at = bill.indexOf(COMPONENTS) + COMPONENTS.length();
    if (at < COMPONENTS.length()) {
      throw new IOException("the bill of materials has no components");
    }
    String protobuf = version(npm, "@bufbuild/protobuf");
    String java = System.getProperty("java.runtime.version");
    return bill.substring(0, at)
        + component(
            "OpenJDK", java, "GPL-2.0-with-classpath-exception", "pkg:generic/openjdk@" + java)
        + component("deno", deno, "MIT", "pkg:npm/deno@" + deno)
        + component(
            "@bufbuild/protobuf",
            protobuf,
            "Apache-2.0 AND BSD-3-Clause",
            "pkg:npm/%40bufbuild/protobuf@" + protobuf)
        + bill.substring(at);
  }

  private static String component(String name, String version, String licence, String url) {
    return """

            {
              "type" : "library",
              "bom-ref" : "%4$s",
              "name" : "%1$s",
              "version" : "%2$s",
              "licenses" : [ { "expression" : "%3$s" } ],
              "purl" : "%4$s"
            },\
        """
        .formatted(name, version, licence, url.replace("+", "%2B"));
  }

  /** The one that is pinned in a package.json. */
  private static String version(Path npm, String name) throws IOException {
    Matcher pinned =
        Pattern.compile('"' + Pattern.quote(name) + "\": \"([^\"]+)\"")
            .matcher(Files.readString(npm));
    if (!pinned.find()) {
      throw new IOException(npm.getFileName() + " does not pin " + name);
    }
    return pinned.group(1);
  }
}
