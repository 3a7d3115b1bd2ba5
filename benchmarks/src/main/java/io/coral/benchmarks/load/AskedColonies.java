package io.coral.benchmarks.load;

import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.measure.Side;
import io.coral.benchmarks.traffic.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Has a colony asked by a process of its own. */
final class AskedColonies {
  private AskedColonies() {}

  /**
   * What became of each kind of question. An EnumMap would want what answers them, which is not
   * here.
   */
  static Map<Asked, AskedResult> ask(
      Project project, StartedColony colony, int clients, int seconds, List<Asked> kinds)
      throws IOException {
    var arguments = new ArrayList<String>();
    arguments.add(colony.questions());
    arguments.add(Integer.toString(clients));
    arguments.add(Integer.toString(seconds));
    kinds.forEach(kind -> arguments.add(kind.name()));
    var results = new HashMap<Asked, AskedResult>();
    try (var asking =
        Side.start(project.library(Questions.class, arguments.toArray(String[]::new)))) {
      for (Asked kind : kinds) {
        results.put(kind, AskedResult.of(asking.line()));
      }
    }
    return results;
  }
}
