/** What a command says when it fails, and the exit code that goes with it. */
@NullMarked
package io.coral.cli.failure;

import org.jspecify.annotations.NullMarked;
