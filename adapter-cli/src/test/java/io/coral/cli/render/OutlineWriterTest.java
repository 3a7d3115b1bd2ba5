package io.coral.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.text.TextWidth;
import io.coral.domain.query.DescribeTables;
import io.coral.domain.query.TableList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlineWriterTest {
  @Test
  void write_continuesProseBelowItself() {
    var outline =
        new TableForm.Outline(
            List.of(
                new TableForm.Section(
                    "first: a heading",
                    List.of(
                        List.of("a", "INT", "one two three four five six"),
                        List.of("long_name", "", "short")))));

    assertThat(new OutlineWriter(40, false).write(outline))
        .containsExactly(
            "first: a heading",
            "  a          INT  one two three four",
            "                  five six",
            "  long_name       short");
  }

  @Test
  void write_tablesThatThereAre_fit80Columns() {
    var tables = TableList.answer(new DescribeTables(Optional.empty())).get();
    var outline = (TableForm.Outline) new SchemaReport(tables).table();

    assertThat(new OutlineWriter(80, false).write(outline))
        .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(80))
        .noneMatch(line -> line.contains("…"));
  }

  @Test
  void write_hostileTexts_areInert() {
    var outline =
        new TableForm.Outline(
            List.of(
                new TableForm.Section(
                    "\u001b[2J", List.of(List.of("a\nb", "x".repeat(100), "\u0007 ok")))));

    assertThat(new OutlineWriter(80, false).write(outline))
        .containsExactly("\\u001b[2J", "  a\\nb  " + "x".repeat(29) + "…  \\u0007 ok");
  }
}
