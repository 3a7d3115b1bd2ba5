/**
 * What Coral Query asks and answers: intents, values, the fold from telemetry to summaries,
 * failures.
 *
 * <p>No I/O, no clock, no logging: time and data enter as values.
 */
@NullMarked
package io.coral.domain;

import org.jspecify.annotations.NullMarked;
