/**
 * A gRPC channel for processes that ask a question and end: blocking sockets, one connection for
 * each call, and nothing that has to be started before or ended after. A program that goes on
 * asking is better served by {@link io.coral.grpc.client.GrpcColonyClients}.
 *
 * <p>Frames and header compression are those of httpcore5; what gRPC makes of them follows the
 * protocol's own text, <a
 * href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over HTTP2</a>.
 */
@NullMarked
package io.coral.grpc.light;

import org.jspecify.annotations.NullMarked;
