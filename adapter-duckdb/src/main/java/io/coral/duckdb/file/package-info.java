/**
 * The database and its file: opened once, shut off from all else, brought up to date, copied, and
 * opened anew when it is lost.
 */
@NullMarked
package io.coral.duckdb.file;

import org.jspecify.annotations.NullMarked;
