/** Why a question has no answer. Expected outcomes are values; a bug throws. */
@NullMarked
package io.coral.domain.failure;

import org.jspecify.annotations.NullMarked;
