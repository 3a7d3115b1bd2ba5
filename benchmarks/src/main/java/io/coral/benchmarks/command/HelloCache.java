package io.coral.benchmarks.command;

import io.coral.benchmarks.measure.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A cache from which Java starts {@link Hello} as it starts coral from its own. */
final class HelloCache implements AutoCloseable {
  private final List<String> java;
  private final Path cache;

  private HelloCache(List<String> java, Path cache) {
    this.java = java;
    this.cache = cache;
  }

  static HelloCache make(Project project) throws IOException, InterruptedException {
    List<String> java = project.java(Hello.class);
    var made = new HelloCache(java, Files.createTempFile("hello", ".aot"));
    Files.delete(made.cache); // Java writes it anew
    new WholeProcess(made.with("-XX:AOTCacheOutput=" + made.cache)).run();
    return made;
  }

  List<String> command() {
    return with("-XX:AOTCache=" + cache);
  }

  private List<String> with(String option) {
    var command = new ArrayList<>(java);
    command.add(1, option);
    return command;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(cache);
  }
}
