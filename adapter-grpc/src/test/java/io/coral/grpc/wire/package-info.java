/** Each message there and back. */
@NullMarked
package io.coral.grpc.wire;

import org.jspecify.annotations.NullMarked;
