package io.coral.deno;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A described script of the hostile corpus. It says {@code ESCAPED} where it has done what the
 * kernel must prevent even if Deno does not, and {@code PASSED} where only Deno is in its way.
 *
 * @param name what it tries
 * @param expected how it ends in the sandbox: {@code refused RULE}, before the run; {@code denied},
 *     with the exit code for that; {@code fails}, in another way; {@code prints}, and ends well
 */
record HostileScript(String name, String expected, String code) {
  private static final String RESOURCE = "attacks.ts.txt";

  /** On the script's first line, so that its own lines are the second and later. */
  private static final String TOOLS =
      """
      const escaped = (what: unknown) => console.log("ESCAPED", what); \
      const passed = (what: unknown) => console.log("PASSED", what); \
      const worker = (code: string, deno?: object) => new Promise((done) => { \
      const url = URL.createObjectURL(new Blob([code + "; self.postMessage(0)"], { type: "text/javascript" })); \
      const made = new Worker(url, { type: "module", deno } as WorkerOptions); \
      made.onmessage = done; \
      made.onerror = (event) => { event.preventDefault(); done(event); }; });
      """;

  static List<HostileScript> all() {
    try (InputStream in = HostileScript.class.getResourceAsStream(RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.strip().split("\n\n+")).map(HostileScript::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HostileScript parse(String block) {
    int end = block.indexOf('\n');
    String[] title = block.substring("// ".length(), end).split(" \\| ", 2);
    return new HostileScript(title[0], title[1], TOOLS + block.substring(end + 1));
  }

  @Override
  public String toString() {
    return name;
  }
}
