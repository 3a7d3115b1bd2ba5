/** The {@code coral} command. */
@NullMarked
package io.coral.cli;

import org.jspecify.annotations.NullMarked;
