/** Answers held against exact ones, computed here from the recorded telemetry by other means. */
@NullMarked
package io.coral.cli.truth;

import org.jspecify.annotations.NullMarked;
