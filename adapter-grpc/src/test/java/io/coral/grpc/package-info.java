/** The contract of a colony, held by one that is asked over the network. */
@NullMarked
package io.coral.grpc;

import org.jspecify.annotations.NullMarked;
