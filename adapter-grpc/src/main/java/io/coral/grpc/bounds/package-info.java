/** What a server takes on, whoever comes: connections, calls, time and memory. */
@NullMarked
package io.coral.grpc.bounds;

import org.jspecify.annotations.NullMarked;
