/** The summary store in DuckDB. */
@NullMarked
package io.coral.duckdb;

import org.jspecify.annotations.NullMarked;
