/** Runs what is measured, and judges SQL by itself. */
@NullMarked
package io.coral.benchmarks;

import org.jspecify.annotations.NullMarked;
