import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.spi.ToolProvider;

/** Runs the JDK's tools in this process. */
final class Tools {
  private Tools() {}

  static void run(String tool, List<String> arguments) throws IOException {
    ToolProvider provider =
        ToolProvider.findFirst(tool).orElseThrow(() -> new IOException("this JDK has no " + tool));
    var out = new PrintWriter(System.err, true);
    int code = provider.run(out, out, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IOException(tool + " ended with " + code);
    }
  }
}
