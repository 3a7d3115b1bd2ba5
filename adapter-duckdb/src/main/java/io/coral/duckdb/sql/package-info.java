/**
 * SQL that strangers may run. {@link io.coral.duckdb.sql.SqlGuard} judges a statement by DuckDB's
 * own parse tree against allow-lists; {@link io.coral.duckdb.sql.SqlRunner} runs what it let
 * through, within a time range, a deadline, and limits of rows, bytes and concurrency.
 */
@NullMarked
package io.coral.duckdb.sql;

import org.jspecify.annotations.NullMarked;
