/** The pure fold from telemetry to deltas that can be added up in any order. */
@NullMarked
package io.coral.domain.summary;

import org.jspecify.annotations.NullMarked;
