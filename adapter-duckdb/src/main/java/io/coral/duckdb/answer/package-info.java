/**
 * Answers to questions, from memory or from the tables: {@link
 * io.coral.duckdb.answer.DuckDbQueries} knows who answers which.
 */
@NullMarked
package io.coral.duckdb.answer;

import org.jspecify.annotations.NullMarked;
