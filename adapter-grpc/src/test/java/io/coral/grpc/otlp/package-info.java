/** OTLP decoding, against files as the Collector and others write them. */
@NullMarked
package io.coral.grpc.otlp;

import org.jspecify.annotations.NullMarked;
