/** The guard and the runner, held against attacks, honest queries and garbage on a real DuckDB. */
@NullMarked
package io.coral.duckdb.sql;

import org.jspecify.annotations.NullMarked;
