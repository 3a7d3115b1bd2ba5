package io.coral.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CsvWriterTest {

  @Test
  void write_quotesWhatNeedsIt_andEndsRecordsInCrLf() {
    var form =
        new CsvForm(
            List.of("name", "value"),
            List.of(
                List.of(Optional.of("a,b"), Optional.of("say \"hi\"")),
                List.of(Optional.of("two\nlines"), Optional.empty()),
                List.of(Optional.of(""), Optional.of("=cmd|' /C calc'!A0"))));

    assertThat(CsvWriter.write(form))
        .isEqualTo(
            """
            name,value\r
            "a,b","say ""hi""\"\r
            "two\nlines",\r
            "",=cmd|' /C calc'!A0\r
            """);
  }

  @Property
  void write_canBeReadBack(@ForAll("rows") List<List<Optional<String>>> rows) {
    var form = new CsvForm(List.of("a", "b", "c"), rows);

    assertThat(read(CsvWriter.write(form)).subList(1, rows.size() + 1)).isEqualTo(rows);
  }

  @Provide
  Arbitrary<List<List<Optional<String>>>> rows() {
    Arbitrary<Optional<String>> cell =
        Arbitraries.strings().withChars("ab,\"\r\n =;é日\u001b").ofMaxLength(6).optional();
    return cell.list().ofSize(3).list().ofMaxSize(5);
  }

  /** A reader by the grammar of RFC 4180; an unquoted empty cell is an absent one. */
  private static List<List<Optional<String>>> read(String csv) {
    List<List<Optional<String>>> records = new ArrayList<>();
    List<Optional<String>> record = new ArrayList<>();
    int i = 0;
    while (i < csv.length()) {
      var cell = new StringBuilder();
      boolean quoted = csv.charAt(i) == '"';
      if (quoted) {
        i++;
        while (csv.charAt(i) != '"' || (i + 1 < csv.length() && csv.charAt(i + 1) == '"')) {
          i += csv.charAt(i) == '"' ? 1 : 0;
          cell.append(csv.charAt(i++));
        }
        i++;
      } else {
        while (csv.charAt(i) != ',' && csv.charAt(i) != '\r') {
          cell.append(csv.charAt(i++));
        }
      }
      record.add(quoted || !cell.isEmpty() ? Optional.of(cell.toString()) : Optional.empty());
      if (csv.charAt(i) == ',') {
        i++;
      } else {
        i += 2; // CRLF
        records.add(record);
        record = new ArrayList<>();
      }
    }
    return records;
  }
}
