/** Names and small values, checked at birth: what exists here is well-formed. */
@NullMarked
package io.coral.domain.value;

import org.jspecify.annotations.NullMarked;
