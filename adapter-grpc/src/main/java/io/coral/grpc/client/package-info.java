/** A remote colony as one more {@code ColonyQueries}, over any {@code io.grpc.Channel}. */
@NullMarked
package io.coral.grpc.client;

import org.jspecify.annotations.NullMarked;
