/** What colonies are sent and asked, always the same. */
@NullMarked
package io.coral.benchmarks.traffic;

import org.jspecify.annotations.NullMarked;
