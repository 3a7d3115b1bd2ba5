/** What all measurements share: processes, their times and memory, and what is measured. */
@NullMarked
package io.coral.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
