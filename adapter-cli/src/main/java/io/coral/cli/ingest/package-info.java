/** Importing files into a colony's database. */
@NullMarked
package io.coral.cli.ingest;

import org.jspecify.annotations.NullMarked;
