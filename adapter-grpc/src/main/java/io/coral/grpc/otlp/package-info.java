/**
 * OTLP as files hold it: read, checked item by item, and folded into summaries.
 *
 * <p>A file's bytes become requests ({@code RequestReader} and its kinds), a request's spans and
 * points become the domain's ({@code SpanMapping}, {@code PointMapping}), and {@code OtlpImport}
 * drives both.
 */
@NullMarked
package io.coral.grpc.otlp;

import org.jspecify.annotations.NullMarked;
