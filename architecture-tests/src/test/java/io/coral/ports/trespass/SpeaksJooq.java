package io.coral.ports.trespass;

import io.coral.architecture.Breaks;
import org.jooq.SQLDialect;

@Breaks({"the_ports_know_only_the_domain_the_jdk_and_vavr", "sql_stays_in_the_duckdb_adapter"})
interface SpeaksJooq {

  void answer(SQLDialect dialect);
}
