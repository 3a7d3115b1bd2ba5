@NullMarked
package io.coral.grpc.version;

import org.jspecify.annotations.NullMarked;
