/** The one thread and connection that write: what is committed, and how that may fail. */
@NullMarked
package io.coral.duckdb.write;

import org.jspecify.annotations.NullMarked;
