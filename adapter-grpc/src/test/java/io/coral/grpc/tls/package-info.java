@NullMarked
package io.coral.grpc.tls;

import org.jspecify.annotations.NullMarked;
