package io.coral.duckdb.answer;

import static io.coral.duckdb.schema.store.Tables.SENDER;
import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.NearNames;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceSelector;
import io.vavr.control.Either;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.TableField;

/**
 * The instances that a question about a service is about.
 *
 * @param ids of the senders, at least one; DuckDB skips what is not theirs better by numbers than
 *     by a subquery
 */
record Senders(ServiceSelector selector, List<Integer> ids) {
  /** From here on a subquery is the shorter way to say it. */
  private static final int MOST_IDS = 200;

  /**
   * @return {@link QueryFailure.NotFound} with near names if no such service ever sent anything
   */
  static Either<QueryFailure, Senders> known(DSLContext dsl, ServiceSelector selector) {
    List<Integer> ids = dsl.fetch(idsOf(selector)).map(row -> row.value1());
    return ids.isEmpty()
        ? Either.left(unknown(dsl, selector))
        : Either.right(new Senders(selector, ids));
  }

  /** That no such service ever sent anything. */
  static QueryFailure unknown(DSLContext dsl, ServiceSelector selector) {
    String name = selector.name().value();
    List<String> others =
        dsl.selectDistinct(SENDER.SERVICE)
            .from(SENDER)
            .where(SENDER.SERVICE.ne(name))
            .fetch(SENDER.SERVICE);
    String asked =
        Stream.of(selector.name(), selector.namespace(), selector.region())
            .map(Object::toString)
            .filter(part -> !part.isEmpty())
            .collect(joining(" "));
    return new QueryFailure.NotFound(
        QueryFailure.NotFound.Kind.SERVICE, asked, NearNames.of(name, others));
  }

  /** Whether a row came from one of these. */
  Condition sent(Field<Integer> senderId) {
    return ids.size() <= MOST_IDS ? senderId.in(ids) : senderId.in(idsOf(selector));
  }

  String name() {
    return selector.name().value();
  }

  private static Select<Record1<Integer>> idsOf(ServiceSelector selector) {
    return select(SENDER.SENDER_ID)
        .from(SENDER)
        .where(
            SENDER.SERVICE.eq(selector.name().value()),
            narrowed(SENDER.NAMESPACE, selector.namespace()),
            narrowed(SENDER.REGION, selector.region()));
  }

  /** Whether a label is the one that a question is narrowed to, if it is. */
  static Condition narrowed(TableField<?, String> field, Label label) {
    return label.isNone() ? noCondition() : field.eq(label.value());
  }
}
