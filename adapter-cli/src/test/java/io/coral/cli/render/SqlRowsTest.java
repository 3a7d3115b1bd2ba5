package io.coral.cli.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coral.cli.parts.Console;
import io.coral.domain.query.Note;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.TimeWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SqlRowsTest {
  private static final TimeWindow HOUR =
      new TimeWindow(Instant.parse("2026-03-01T11:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));
  private static final SqlStreamEnd END =
      new SqlStreamEnd(
          1,
          false,
          Duration.ofMillis(3),
          List.of(new Note(Note.Code.TIME_RANGE_APPLIED, "only rows of the last hour")));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void json_keepsEveryKindOfValue() throws IOException {
    String json =
        written(
            OutputFormat.JSON,
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
  void json_repeatedNames_areToldApart_andRenameNoOther() throws IOException {
    String json =
        written(
            OutputFormat.JSON,
            List.of("n", "n", "n_2", "n", "n_2"),
            IntStream.rangeClosed(1, 5).<SqlValue>mapToObj(SqlValue.Int64::new).toList());

    JsonNode row = new ObjectMapper().readTree(json).at("/rows/0");
    assertThat(row.toString()).isEqualTo("{\"n\":1,\"n_3\":2,\"n_2\":3,\"n_4\":4,\"n_2_2\":5}");
  }

  @Test
  void json_isOneDocument_whoseEndSaysWhatIsKnownAtTheEnd() {
    SqlRows rows = rows(OutputFormat.JSON);

    rows.head(head(List.of("n")));
    rows.rows(numbers(1, 2));
    rows.rows(numbers(3));
    rows.end(new SqlStreamEnd(3, true, Duration.ZERO, List.of()));

    assertThat(out())
        .isEqualTo(
            """
            {
              "columns" : [ {
                "name" : "n",
                "type" : "ANY"
              } ],
              "rows" : [ {
                "n" : 1
              }, {
                "n" : 2
              }, {
                "n" : 3
              } ],
              "truncated" : true,
              "row_limit" : 10000,
              "range" : {
                "from" : "2026-03-01T11:00:00Z",
                "to" : "2026-03-01T12:00:00Z"
              },
              "notes" : [ ]
            }
            """);
  }

  @Test
  void rows_areWrittenWhenTheyCome() {
    SqlRows rows = rows(OutputFormat.CSV);

    rows.head(head(List.of("n")));
    assertThat(out()).isEmpty();
    assertThat(rows.rows(numbers(1, 2))).isTrue();
    assertThat(out()).isEqualTo("n\r\n1\r\n2\r\n");
    rows.rows(numbers(3));
    rows.end(END);

    assertThat(out()).isEqualTo("n\r\n1\r\n2\r\n3\r\n");
    assertThat(err()).isEqualTo("note: only rows of the last hour\n");
  }

  @Test
  void breakOff_leavesWhatWasWritten_andNoWholeDocument() {
    for (OutputFormat format : OutputFormat.values()) {
      out.reset();
      SqlRows rows = rows(format);
      rows.head(head(List.of("n")));
      rows.rows(numbers(1, 2));
      rows.breakOff();

      switch (format) {
        case TABLE -> assertThat(out()).isEmpty();
        case CSV -> assertThat(out()).isEqualTo("n\r\n1\r\n2\r\n");
        case JSON -> {
          assertThat(out()).contains("\"n\" : 2").endsWith("\n");
          assertThatThrownBy(() -> new ObjectMapper().readTree(out()))
              .isInstanceOf(JsonProcessingException.class);
        }
      }
    }
  }

  @Test
  void breakOff_beforeAnyRow_leavesNothing() {
    SqlRows rows = rows(OutputFormat.JSON);

    rows.head(head(List.of("n")));
    rows.breakOff();

    assertThat(out()).isEmpty();
  }

  @Test
  void rows_whoseReaderHasGone_areUnwanted() {
    var gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    SqlRows rows =
        new ReportWriter(
                new Console(
                    gone,
                    new PrintStream(err, false, StandardCharsets.UTF_8),
                    OptionalInt.empty(),
                    false))
            .rows(OutputFormat.CSV);

    rows.head(head(List.of("n")));

    assertThat(rows.rows(numbers(1))).isFalse();
    assertThat(rows.areUnwanted()).isTrue();
  }

  @Test
  void table_columnsOfNanoseconds_readAsDurations_csvKeepsThem() {
    List<String> names = List.of("p99_duration_ns", "avg(p99_duration_ns)", "count(p99_ns)");
    List<SqlValue> row =
        List.of(new SqlValue.Int64(892_100_000), new SqlValue.Float64(1e6), new SqlValue.Int64(3));

    assertThat(written(OutputFormat.TABLE, names, row).lines().skip(1))
        .containsExactly("        892.1ms                 1.0ms              3");
    assertThat(written(OutputFormat.CSV, names, row)).endsWith("892100000,1000000.0,3\r\n");
  }

  @Test
  void table_typedCells_readAsTheSameValuesOnTheirOwn() {
    var nulls = new BitSet();
    nulls.set(1);
    SqlRows rows = rows(OutputFormat.TABLE);

    rows.head(head(List.of("wait_ns", "name")));
    rows.rows(
        new SqlBatch(
            2,
            List.of(
                new SqlCells.Int64s(new long[] {1_500_000, 0}, nulls),
                new SqlCells.Texts(new String[] {"a", "\u001b[2J"}, new BitSet()))));
    rows.end(END);

    assertThat(out()).isEqualTo("wait_ns  name\n  1.5ms  a\n         \\u001b[2J\n");
  }

  @Test
  void table_ofLongCells_keepsAsMuchAsItShows() {
    String shown =
        written(OutputFormat.TABLE, List.of("t"), List.of(new SqlValue.Text("x".repeat(200_000))));

    assertThat(shown.lines().skip(1)).containsExactly("x".repeat(79) + "…");
  }

  private String written(OutputFormat format, List<String> names, List<SqlValue> row) {
    out.reset();
    SqlRows rows = rows(format);
    rows.head(head(names));
    rows.rows(
        new SqlBatch(
            1, row.stream().map(value -> (SqlCells) new SqlCells.Mixed(List.of(value))).toList()));
    rows.end(END);
    return out();
  }

  private SqlRows rows(OutputFormat format) {
    return new ReportWriter(
            new Console(
                out,
                new PrintStream(err, false, StandardCharsets.UTF_8),
                OptionalInt.empty(),
                false))
        .rows(format);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static SqlBatch numbers(long... numbers) {
    return new SqlBatch(numbers.length, List.of(new SqlCells.Int64s(numbers, new BitSet())));
  }

  private static SqlHead head(List<String> names) {
    return new SqlHead(
        names.stream().map(name -> new SqlColumn(name, "ANY")).toList(), 10_000, HOUR);
  }
}
