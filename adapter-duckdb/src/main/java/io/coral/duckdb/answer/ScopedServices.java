package io.coral.duckdb.answer;

import static io.coral.duckdb.schema.store.Tables.SENDER;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.SQLDataType.INTEGER;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceScope;
import io.vavr.control.Either;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Table;

/**
 * The services that a question about several is about.
 *
 * @param names of the services, by number: the least id of their senders
 * @param ids of all their senders
 */
record ScopedServices(ServiceScope scope, Map<Integer, ServiceName> names, List<Integer> ids) {
  /** The number of a service, in {@link #numbered()}. */
  static final Field<Integer> SERVICE_NUMBER = field(name("service_number"), INTEGER);

  /** With more senders a list of them would be longer to read than what it skips. */
  private static final int MOST_IDS = 200;

  ScopedServices {
    names = Map.copyOf(names);
    ids = List.copyOf(ids);
  }

  /**
   * @return possibly no services; {@link QueryFailure.NotFound} with near names if one was asked
   *     for by name that never sent anything
   */
  static Either<QueryFailure, ScopedServices> known(DSLContext dsl, ServiceScope scope) {
    var senders =
        dsl.select(SENDER.SENDER_ID, SENDER.SERVICE).from(SENDER).where(in(scope)).fetch();
    if (senders.isEmpty() && scope.service().isPresent()) {
      return Either.left(Senders.unknown(dsl, scope.selector(scope.service().get())));
    }
    var numbers = new HashMap<String, Integer>();
    senders.forEach(sender -> numbers.merge(sender.value2(), sender.value1(), Math::min));
    var names = new HashMap<Integer, ServiceName>();
    numbers.forEach((service, number) -> names.put(number, new ServiceName(service)));
    return Either.right(new ScopedServices(scope, names, senders.map(Record2::value1)));
  }

  /** Each sender ({@code sender_id}) beside the {@link #SERVICE_NUMBER} of its service. */
  Table<Record2<Integer, Integer>> numbered() {
    return select(
            SENDER.SENDER_ID,
            min(SENDER.SENDER_ID).over().partitionBy(SENDER.SERVICE).as(SERVICE_NUMBER))
        .from(SENDER)
        .where(in(scope))
        .asTable("numbered");
  }

  /**
   * Lets DuckDB skip what others sent, where those asked about are few. It is only for speed: what
   * a row belongs to is decided by {@link #numbered()}.
   */
  Condition likelySent(Field<Integer> senderId) {
    return scope.equals(ServiceScope.all()) || ids.size() > MOST_IDS
        ? noCondition()
        : senderId.in(ids);
  }

  /** Whether a row came from one of the senders. */
  Condition sent(Field<Integer> senderId) {
    return scope.equals(ServiceScope.all())
        ? noCondition()
        : senderId.in(select(SENDER.SENDER_ID).from(SENDER).where(in(scope)));
  }

  private static Condition in(ServiceScope scope) {
    return scope
        .service()
        .map(service -> SENDER.SERVICE.eq(service.value()))
        .orElse(noCondition())
        .and(Senders.narrowed(SENDER.NAMESPACE, scope.namespace()))
        .and(Senders.narrowed(SENDER.REGION, scope.region()));
  }
}
