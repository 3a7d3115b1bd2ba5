package io.coral.duckdb.trespass;

/** Stands for the DuckDB adapter. */
public interface Store {

  String answer();
}
