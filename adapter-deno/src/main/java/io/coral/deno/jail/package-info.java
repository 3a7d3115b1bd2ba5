/**
 * A second jail around Deno, of the kernel's making: what Deno's own permissions miss, and what a
 * hole in them would open, the kernel refuses. Linux only; elsewhere Deno's permissions hold alone.
 */
@NullMarked
package io.coral.deno.jail;

import org.jspecify.annotations.NullMarked;
