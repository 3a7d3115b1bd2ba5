@NullMarked
package io.coral.domain.access;

import org.jspecify.annotations.NullMarked;
