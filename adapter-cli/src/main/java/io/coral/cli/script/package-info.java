/** Running scripts: their folder, their colony, their end. */
@NullMarked
package io.coral.cli.script;

import org.jspecify.annotations.NullMarked;
