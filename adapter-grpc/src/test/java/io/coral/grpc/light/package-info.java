/** The client with next to no start-up. */
@NullMarked
package io.coral.grpc.light;

import org.jspecify.annotations.NullMarked;
