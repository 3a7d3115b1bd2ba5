/**
 * OTLP from the network, over gRPC and over HTTP: what exporters send is taken apart and handed to
 * the colony's intake, and they are answered once it is committed.
 */
@NullMarked
package io.coral.grpc.ingest;

import org.jspecify.annotations.NullMarked;
