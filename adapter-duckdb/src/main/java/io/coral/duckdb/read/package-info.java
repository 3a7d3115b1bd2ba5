/** Connections for those who ask: so many at one time, each within its bounds. */
@NullMarked
package io.coral.duckdb.read;

import org.jspecify.annotations.NullMarked;
