/** Runs scripts in a sandboxed Deno. */
@NullMarked
package io.coral.deno;

import org.jspecify.annotations.NullMarked;
