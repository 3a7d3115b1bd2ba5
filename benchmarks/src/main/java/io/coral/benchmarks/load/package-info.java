/** A colony that takes what it can, and is asked meanwhile. */
@NullMarked
package io.coral.benchmarks.load;

import org.jspecify.annotations.NullMarked;
