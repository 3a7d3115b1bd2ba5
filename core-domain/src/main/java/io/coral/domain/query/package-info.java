/** The questions a colony answers, and the shape of each answer. */
@NullMarked
package io.coral.domain.query;

import org.jspecify.annotations.NullMarked;
