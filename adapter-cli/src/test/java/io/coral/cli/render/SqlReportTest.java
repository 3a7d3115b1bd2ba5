package io.coral.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coral.domain.query.Note;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.TimeWindow;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SqlReportTest {
  private static final TimeWindow HOUR =
      new TimeWindow(Instant.parse("2026-03-01T11:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void json_keepsEveryKindOfValue() throws IOException {
    var report =
        report(
            List.of("i", "f", "nan", "t", "at", "none", "blob", "list", "struct", "yes"),
            List.of(
                new SqlValue.Int64(Long.MAX_VALUE),
                new SqlValue.Float64(0.1),
                new SqlValue.Float64(Double.NaN),
                new SqlValue.Text("\u001b]52;c;x\u0007\n\ud800\u202e\"👍"),
                new SqlValue.Timestamp(Instant.parse("2026-03-01T11:30:00.000000001Z")),
                new SqlValue.Null(),
                new SqlValue.Bytes(List.of((byte) 0, (byte) -1)),
                new SqlValue.ListOf(List.of(new SqlValue.Int64(1), new SqlValue.Null())),
                new SqlValue.Struct(List.of(new SqlValue.Field("k", new SqlValue.Text("v")))),
                new SqlValue.Bool(true)));

    String json = ReportWriter.json(report);

    JsonNode row = new ObjectMapper().readTree(json).at("/rows/0");
    assertThat(row.get("i").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(row.get("f").doubleValue()).isEqualTo(0.1);
    assertThat(row.get("nan").textValue()).isEqualTo("NaN");
    assertThat(row.get("t").textValue()).isEqualTo("\u001b]52;c;x\u0007\n\ud800\u202e\"👍");
    assertThat(row.get("at").textValue()).isEqualTo("2026-03-01T11:30:00.000000001Z");
    assertThat(row.get("none").isNull()).isTrue();
    assertThat(row.get("blob").binaryValue()).containsExactly(0, 255);
    assertThat(row.get("list").toString()).isEqualTo("[1,null]");
    assertThat(row.get("struct").toString()).isEqualTo("{\"k\":\"v\"}");
    assertThat(row.get("yes").booleanValue()).isTrue();
    assertThat(json.chars().noneMatch(c -> c == 0x1b || c == 0x07 || c == 0x202e)).isTrue();
  }

  @Test
  void json_repeatedNames_areTold_apart() throws IOException {
    var report = report(List.of("n", "n", "n_2"), List.of(one(), new SqlValue.Int64(2), one()));

    JsonNode row = new ObjectMapper().readTree(ReportWriter.json(report)).at("/rows/0");

    assertThat(row.get("n").intValue()).isEqualTo(1);
    assertThat(row.get("n_2").intValue()).isEqualTo(2);
    assertThat(row.get("n_2_2").intValue()).isEqualTo(1);
  }

  @Test
  void table_columnsOfNanoseconds_readAsDurations_csvKeepsThem() {
    var report =
        report(
            List.of("p99_duration_ns", "avg(p99_duration_ns)", "count(p99_duration_ns)"),
            List.of(
                new SqlValue.Int64(892_100_000), new SqlValue.Float64(1e6), new SqlValue.Int64(3)));

    assertThat(((TableForm.Grid) report.table()).rows())
        .containsExactly(List.of("892.1ms", "1.0ms", "3"));
    assertThat(CsvWriter.write(report.csv())).endsWith("892100000,1000000.0,3\r\n");
  }

  private static SqlValue one() {
    return new SqlValue.Int64(1);
  }

  private static SqlReport report(List<String> names, List<SqlValue> row) {
    return new SqlReport(
        new SqlResult(
            IntStream.range(0, names.size())
                .mapToObj(i -> new SqlColumn(names.get(i), "ANY"))
                .toList(),
            List.of(row),
            false,
            10_000,
            HOUR,
            List.of(new Note(Note.Code.TIME_RANGE_APPLIED, "only rows of the last hour"))));
  }
}
