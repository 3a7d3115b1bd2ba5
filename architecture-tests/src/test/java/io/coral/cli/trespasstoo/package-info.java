/** The other half of a cycle of packages. */
@NullMarked
package io.coral.cli.trespasstoo;

import org.jspecify.annotations.NullMarked;
