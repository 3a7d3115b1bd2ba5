/** Which colony is asked, and how it is opened. */
@NullMarked
package io.coral.cli.colony;

import org.jspecify.annotations.NullMarked;
