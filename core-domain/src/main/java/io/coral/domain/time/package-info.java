/** Instants cut into UTC minutes, and the windows that questions are asked over. */
@NullMarked
package io.coral.domain.time;

import org.jspecify.annotations.NullMarked;
