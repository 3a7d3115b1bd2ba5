/** The colony's query service and its client over gRPC, and OTLP decoding. */
@NullMarked
package io.coral.grpc;

import org.jspecify.annotations.NullMarked;
