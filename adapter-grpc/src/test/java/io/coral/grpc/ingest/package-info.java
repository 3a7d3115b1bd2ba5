/** Ingest over both protocols, asked as exporters and as strangers would. */
@NullMarked
package io.coral.grpc.ingest;

import org.jspecify.annotations.NullMarked;
