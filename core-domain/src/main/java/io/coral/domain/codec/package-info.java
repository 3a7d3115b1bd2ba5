/** How the domain's values become bytes that a store can keep. */
@NullMarked
package io.coral.domain.codec;

import org.jspecify.annotations.NullMarked;
