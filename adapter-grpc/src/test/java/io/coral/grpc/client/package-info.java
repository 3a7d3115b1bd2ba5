/** The client against real servers, and against what is none. */
@NullMarked
package io.coral.grpc.client;

import org.jspecify.annotations.NullMarked;
