@NullMarked
package io.coral.cli.command;

import org.jspecify.annotations.NullMarked;
