/** Classes that cross this layer's borders, so that the rules are seen to fail. */
@NullMarked
package io.coral.domain.trespass;

import org.jspecify.annotations.NullMarked;
