package io.coral.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.text.TextWidth;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TableWriterTest {
  private static final TableForm.Grid TRACES =
      new TableForm.Grid(
          List.of(
              TableColumn.whole("ID"),
              TableColumn.number("DURATION"),
              TableColumn.text("SERVICE"),
              TableColumn.extra("ROOT")),
          List.of(
              List.of("0af7651916cd43dd", "1.52s", "payments", "gateway: POST /pay"),
              List.of("b9c7c989f97918e1", "892.1ms", "payments-and-refunds", "gateway: GET /")));

  @Test
  void write_withRoom_showsEverything() {
    assertThat(written(TRACES, 80))
        .containsExactly(
            "ID                DURATION  SERVICE               ROOT",
            "0af7651916cd43dd     1.52s  payments              gateway: POST /pay",
            "b9c7c989f97918e1   892.1ms  payments-and-refunds  gateway: GET /");
  }

  @Test
  void write_tooNarrow_leavesExtraColumnsOut_thenShrinksTexts() {
    assertThat(written(TRACES, 40))
        .containsExactly(
            "ID                DURATION  SERVICE",
            "0af7651916cd43dd     1.52s  payments",
            "b9c7c989f97918e1   892.1ms  payments-an…");
  }

  @Test
  void write_farTooNarrow_saysHowManyColumnsAreMissing() {
    var written = new TableWriter(20, false).write(TRACES);

    assertThat(written.lines()).contains("0af7651916cd43dd");
    assertThat(written.leftOut()).isEqualTo(2);
  }

  @Test
  void write_hostileCells_stayOnTheirLineAndAreInert() {
    var hostile =
        new TableForm.Grid(
            List.of(TableColumn.text("NAME\u001b[2J")), List.of(List.of("a\u001b]0;x\u0007\nb")));

    assertThat(written(hostile, 80)).containsExactly("NAME\\u001b[2J", "a\\u001b]0;x\\u0007\\nb");
  }

  @Test
  void write_onATerminal_headersStandOut() {
    var grid = new TableForm.Grid(List.of(TableColumn.text("NAME")), List.of());

    assertThat(new TableWriter(80, true).write(grid).lines())
        .containsExactly("\u001b[1mNAME\u001b[0m");
  }

  @Property
  void write_neverExceedsTheWidth(
      @ForAll("grids") TableForm.Grid grid, @ForAll @IntRange(min = 1, max = 120) int width) {
    assertThat(written(grid, width))
        .hasSize(grid.rows().size() + 1)
        .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(width));
  }

  @Provide
  Arbitrary<TableForm.Grid> grids() {
    Arbitrary<TableColumn> column =
        Combinators.combine(
                Arbitraries.strings().ofMaxLength(12), Arbitraries.of(TableColumn.Kind.class))
            .as(TableColumn::new);
    return column
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .flatMap(
            columns ->
                Arbitraries.strings()
                    .ofMaxLength(40)
                    .list()
                    .ofSize(columns.size())
                    .list()
                    .ofMaxSize(4)
                    .map(rows -> new TableForm.Grid(columns, rows)));
  }

  private static List<String> written(TableForm.Grid grid, int width) {
    return new TableWriter(width, false).write(grid).lines();
  }
}
