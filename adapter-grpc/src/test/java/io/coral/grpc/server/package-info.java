/** The server on real sockets, and what badly meant calls get from it. */
@NullMarked
package io.coral.grpc.server;

import org.jspecify.annotations.NullMarked;
