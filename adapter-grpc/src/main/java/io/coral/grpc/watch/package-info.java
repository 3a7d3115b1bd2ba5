/** Telling those who listen of calls, from their first byte to their last. */
@NullMarked
package io.coral.grpc.watch;

import org.jspecify.annotations.NullMarked;
