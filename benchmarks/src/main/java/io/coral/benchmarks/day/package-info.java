/** A day of traffic in minutes, in a store whose clock moves with it. */
@NullMarked
package io.coral.benchmarks.day;

import org.jspecify.annotations.NullMarked;
