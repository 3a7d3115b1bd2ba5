/** TLS for servers and clients, from files that count as they are now. */
@NullMarked
package io.coral.grpc.tls;

import org.jspecify.annotations.NullMarked;
