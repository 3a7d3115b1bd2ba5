/** What the command line is given: the ports it programs against, and the process around it. */
@NullMarked
package io.coral.cli.parts;

import org.jspecify.annotations.NullMarked;
