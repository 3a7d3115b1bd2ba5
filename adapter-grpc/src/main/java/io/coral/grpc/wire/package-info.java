/**
 * The domain's questions, answers and failures as {@code query.proto} writes them, and back. What
 * arrives is untrusted: a request that does not make a question is a failure, never an exception.
 */
@NullMarked
package io.coral.grpc.wire;

import org.jspecify.annotations.NullMarked;
