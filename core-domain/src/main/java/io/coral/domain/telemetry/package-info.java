/** Spans and metric points as they arrive, reduced to what the summaries need. */
@NullMarked
package io.coral.domain.telemetry;

import org.jspecify.annotations.NullMarked;
