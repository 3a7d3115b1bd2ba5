/** What the rows of the tables mean: their kinds, minutes and hours, and how far they reach. */
@NullMarked
package io.coral.duckdb.table;

import org.jspecify.annotations.NullMarked;
