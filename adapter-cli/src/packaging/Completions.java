import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets the packed coral write what shells complete its command lines with. */
final class Completions {
  private Completions() {}

  static void write(Path coral, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    write(coral, "bash", folder.resolve("coral.bash").toFile());
    write(coral, "zsh", folder.resolve("coral.zsh").toFile());
    write(coral, "fish", folder.resolve("coral.fish").toFile());
  }

  private static void write(Path coral, String shell, File script)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder(coral.toString(), "completion", shell)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(script)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("the completions for " + shell + " ended with " + code);
    }
  }
}
