/** Answers as tables for people, and as JSON and CSV for programs. */
@NullMarked
package io.coral.cli.render;

import org.jspecify.annotations.NullMarked;
