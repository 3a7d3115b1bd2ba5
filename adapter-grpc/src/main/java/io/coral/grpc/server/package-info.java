/** The colony's QueryService on the network: limits, run tokens, health, reflection. */
@NullMarked
package io.coral.grpc.server;

import org.jspecify.annotations.NullMarked;
