/**
 * What nobody waits for: {@link io.coral.duckdb.care.Caretaker} adds up, sorts, rolls up and
 * forgets what was written, one {@link io.coral.duckdb.write.Chore} after the other.
 */
@NullMarked
package io.coral.duckdb.care;

import org.jspecify.annotations.NullMarked;
