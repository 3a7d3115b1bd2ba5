@NullMarked
package io.coral.grpc.bounds;

import org.jspecify.annotations.NullMarked;
