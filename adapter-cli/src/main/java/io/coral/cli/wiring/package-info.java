/** The composition root: the only place that knows every adapter. */
@NullMarked
package io.coral.cli.wiring;

import org.jspecify.annotations.NullMarked;
