/** How client and colony tell each other their versions. */
@NullMarked
package io.coral.grpc.version;

import org.jspecify.annotations.NullMarked;
