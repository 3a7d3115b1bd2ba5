@NullMarked
package io.coral.grpc.metrics;

import org.jspecify.annotations.NullMarked;
