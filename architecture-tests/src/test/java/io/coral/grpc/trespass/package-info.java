/** Classes that cross this layer's borders, so that the rules are seen to fail. */
@NullMarked
package io.coral.grpc.trespass;

import org.jspecify.annotations.NullMarked;
