package io.coral.cli.render;

import io.coral.cli.parts.Console;
import io.coral.cli.text.SafeText;

/** Writes answers to a console: the data to stdout, the remarks to stderr. */
public final class ReportWriter {
  private final Console console;

  public ReportWriter(Console console) {
    this.console = console;
  }

  public void write(Report report, OutputFormat format) {
    switch (format) {
      case TABLE -> report.table().on(new ConsoleSheet());
      case JSON -> console.data(json(report));
      case CSV -> records(CsvWriter.write(report.csv()));
    }
    report.remarks().forEach(console::note);
  }

  /** Where the rows of one SELECT are to go. */
  public SqlRows rows(OutputFormat format) {
    return new SqlRows(
        console,
        switch (format) {
          case TABLE -> new SqlTable(console.width(), this::grid);
          case JSON -> new SqlJson(console::data);
          case CSV -> new SqlCsv(this::records);
        });
  }

  /** The console as what tables are written on. */
  private final class ConsoleSheet implements TableForm.Sheet {
    @Override
    public void bare(TableForm.Bare form) {
      console.dataLine(SafeText.of(form.text()));
    }

    @Override
    public void verbatim(TableForm.Verbatim form) {
      console.dataLine(console.isTerminal() ? SafeText.lines(form.text()) : form.text());
    }

    @Override
    public void outline(TableForm.Outline form) {
      new OutlineWriter(console.width(), console.colours()).write(form).forEach(console::dataLine);
    }

    @Override
    public void grid(TableForm.Grid form) {
      ReportWriter.this.grid(form);
    }
  }

  private void grid(TableForm.Grid grid) {
    var written = new TableWriter(console.width(), console.colours()).write(grid);
    written.lines().forEach(console::dataLine);
    if (written.leftOut() > 0) {
      console.note(written.leftOut() + " columns do not fit; -o csv and -o json have them all");
    }
  }

  private void records(String csv) {
    console.data(console.isTerminal() ? SafeText.lines(csv.replace("\r\n", "\n")) : csv);
  }

  /** The document and a line end, without any character that a terminal would act on. */
  static String json(Report report) {
    var text = new JsonText();
    text.add(report::json);
    return text.take() + "\n";
  }
}
