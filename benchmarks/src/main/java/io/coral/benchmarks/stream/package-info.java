/** Many rows out of a colony, into a Java client and into a script. */
@NullMarked
package io.coral.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
