/**
 * Group commit: {@link io.coral.duckdb.intake.GroupCommit} folds the requests that arrive while a
 * transaction is under way, and commits them together in the next one.
 */
@NullMarked
package io.coral.duckdb.intake;

import org.jspecify.annotations.NullMarked;
