/** Times the command as its users meet it: whole processes, started from outside. */
@NullMarked
package io.coral.benchmarks.command;

import org.jspecify.annotations.NullMarked;
