@NullMarked
package io.coral.cli.process;

import org.jspecify.annotations.NullMarked;
