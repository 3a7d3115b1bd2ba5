/** The questions of coral query, each as options and a plain class that asks. */
@NullMarked
package io.coral.cli.query;

import org.jspecify.annotations.NullMarked;
