/** The gate that all ports share: who is let in, to do what. */
@NullMarked
package io.coral.grpc.access;

import org.jspecify.annotations.NullMarked;
