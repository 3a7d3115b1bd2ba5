/** Telemetry that streams in: what of it is taken, and what it adds to the summaries. */
@NullMarked
package io.coral.domain.intake;

import org.jspecify.annotations.NullMarked;
