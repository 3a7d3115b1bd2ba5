/** Questions over long windows, to a store and to others that were given the same values. */
@NullMarked
package io.coral.benchmarks.store;

import org.jspecify.annotations.NullMarked;
