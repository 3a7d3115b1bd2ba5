package io.coral.domain.query;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.NotFound;
import io.coral.domain.sql.SummaryTables;
import io.coral.domain.sql.TableDescription;
import io.vavr.control.Either;
import java.util.List;

/**
 * What SQL can read.
 *
 * @param tables never empty
 */
public record TableList(List<TableDescription> tables) {
  public TableList {
    tables = List.copyOf(tables);
  }

  /**
   * Answers from {@link SummaryTables}. Names are compared as SQL does, without regard to case.
   *
   * @return the tables asked for, or {@link NotFound} with near names
   */
  public static Either<QueryFailure, TableList> answer(DescribeTables intent) {
    if (intent.table().isEmpty()) {
      return Either.right(new TableList(SummaryTables.ALL));
    }
    String asked = intent.table().get();
    List<TableDescription> found =
        SummaryTables.ALL.stream().filter(table -> table.name().equalsIgnoreCase(asked)).toList();
    return found.isEmpty()
        ? Either.left(
            new NotFound(
                NotFound.Kind.TABLE,
                asked,
                NearNames.of(
                    asked, SummaryTables.ALL.stream().map(TableDescription::name).toList())))
        : Either.right(new TableList(found));
  }
}
