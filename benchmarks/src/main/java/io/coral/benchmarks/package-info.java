/** Times the command as its users meet it: whole processes, started from outside. */
@NullMarked
package io.coral.benchmarks;

import org.jspecify.annotations.NullMarked;
