/** The mergeable log-bucket histogram behind every percentile. */
@NullMarked
package io.coral.domain.histogram;

import org.jspecify.annotations.NullMarked;
