/**
 * Summaries in memory, beside the database: {@link io.coral.duckdb.held.Held} has what is asked for
 * most, and what was asked for lately.
 */
@NullMarked
package io.coral.duckdb.held;

import org.jspecify.annotations.NullMarked;
