/**
 * The summary store in DuckDB: how it is set up, opened and put together. The packages beside this
 * one do not know it.
 */
@NullMarked
package io.coral.duckdb;

import org.jspecify.annotations.NullMarked;
