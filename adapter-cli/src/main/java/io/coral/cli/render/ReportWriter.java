package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.cli.parts.Console;
import io.coral.cli.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes answers to a console: the data to stdout, the remarks to stderr. */
public final class ReportWriter {
  private final Console console;

  public ReportWriter(Console console) {
    this.console = console;
  }

  public void write(Report report, OutputFormat format) {
    switch (format) {
      case TABLE -> table(report.table());
      case JSON -> console.data(json(report));
      case CSV -> csv(report.csv());
    }
    report.remarks().forEach(console::note);
  }

  private void table(TableForm form) {
    switch (form) {
      case TableForm.Bare(String text) -> console.dataLine(SafeText.of(text));
      case TableForm.Grid grid -> grid(grid);
    }
  }

  private void grid(TableForm.Grid grid) {
    var written = new TableWriter(console.width(), console.colours()).write(grid);
    written.lines().forEach(console::dataLine);
    if (written.leftOut() > 0) {
      console.note(written.leftOut() + " columns do not fit; -o csv and -o json have them all");
    }
  }

  private void csv(CsvForm form) {
    String text = CsvWriter.write(form);
    console.data(console.isTerminal() ? SafeText.lines(text.replace("\r\n", "\n")) : text);
  }

  /** The document and a line end, without any character that a terminal would act on. */
  static String json(Report report) {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      report.json(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no such failure
    }
    return escaped(text.toString()) + "\n";
  }

  /** Characters that are acted on stand in strings only, where an escape means the same. */
  private static String escaped(String json) {
    var safe = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || !SafeText.acts(c)) {
                safe.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  safe.append("\\u%04x".formatted((int) unit));
                }
              }
            });
    return safe.toString();
  }
}
