/** What a colony does, in numbers for Prometheus, which no other package knows. */
@NullMarked
package io.coral.grpc.metrics;

import org.jspecify.annotations.NullMarked;
