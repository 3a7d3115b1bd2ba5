/** Listening over HTTP/1.1, whatever is served. */
@NullMarked
package io.coral.grpc.http;

import org.jspecify.annotations.NullMarked;
