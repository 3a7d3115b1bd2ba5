@NullMarked
package io.coral.grpc.access;

import org.jspecify.annotations.NullMarked;
