package io.coral.duckdb;

import static io.coral.duckdb.schema.store.Tables.SENDER;
import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

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
import org.jooq.TableField;

/** The instances that a question about a service is about. At least one is known. */
record Senders(ServiceSelector selector) {

  /**
   * @return {@link QueryFailure.NotFound} with near names if no such service ever sent anything
   */
  static Either<QueryFailure, Senders> known(DSLContext dsl, ServiceSelector selector) {
    if (dsl.fetchExists(SENDER, matches(selector))) {
      return Either.right(new Senders(selector));
    }
    List<String> others =
        dsl.fetch(
                selectDistinct(SENDER.SERVICE)
                    .from(SENDER)
                    .where(SENDER.SERVICE.ne(selector.name().value())))
            .map(row -> row.value1());
    String asked =
        Stream.of(selector.name(), selector.namespace(), selector.region())
            .map(Object::toString)
            .filter(part -> !part.isEmpty())
            .collect(joining(" "));
    return Either.left(
        new QueryFailure.NotFound(
            QueryFailure.NotFound.Kind.SERVICE,
            asked,
            NearNames.of(selector.name().value(), others)));
  }

  /** Whether a row came from one of these. */
  Condition sent(Field<Integer> senderId) {
    return senderId.in(select(SENDER.SENDER_ID).from(SENDER).where(matches(selector)));
  }

  String name() {
    return selector.name().value();
  }

  private static Condition matches(ServiceSelector selector) {
    return SENDER
        .SERVICE
        .eq(selector.name().value())
        .and(narrowed(SENDER.NAMESPACE, selector.namespace()))
        .and(narrowed(SENDER.REGION, selector.region()));
  }

  private static Condition narrowed(TableField<?, String> field, Label label) {
    return label.isNone() ? noCondition() : field.eq(label.value());
  }
}
