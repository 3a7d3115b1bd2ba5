/** The launcher and what is packed for it, run as users run them. */
@NullMarked
package io.coral.cli.dist;

import org.jspecify.annotations.NullMarked;
