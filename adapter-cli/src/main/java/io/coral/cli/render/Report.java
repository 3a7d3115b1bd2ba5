package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** An answer that can be written in each format. */
public sealed interface Report
    permits ServicesReport,
        PercentileReport,
        OverviewReport,
        ErrorRateReport,
        ManyReport,
        TracesReport,
        PlanReport,
        SchemaReport,
        StatusReport {
  /** For people. */
  TableForm table();

  /** Header and rows; durations in nanoseconds, times in RFC 3339, shares in [0, 1]. */
  CsvForm csv();

  /**
   * One JSON object. Whole numbers are exact in 64 bits; NaN and the infinities are the strings
   * {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}; what is unknown is null.
   */
  void json(JsonGenerator json) throws IOException;

  /** What the asker should know beside the answer. */
  List<String> remarks();
}
