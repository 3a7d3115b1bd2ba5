/** The commands as picocli sees them: options, help, and from arguments to options records. */
@NullMarked
package io.coral.cli.command;

import org.jspecify.annotations.NullMarked;
