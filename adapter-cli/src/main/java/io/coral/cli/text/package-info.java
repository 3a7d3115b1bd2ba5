/** Text that strangers wrote, made fit for a terminal: neutralised, measured, cut. */
@NullMarked
package io.coral.cli.text;

import org.jspecify.annotations.NullMarked;
