/** Loggers that cost nothing until there is something to log. */
@NullMarked
package io.coral.cli.log;

import org.jspecify.annotations.NullMarked;
