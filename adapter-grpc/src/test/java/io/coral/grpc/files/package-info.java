@NullMarked
package io.coral.grpc.files;

import org.jspecify.annotations.NullMarked;
