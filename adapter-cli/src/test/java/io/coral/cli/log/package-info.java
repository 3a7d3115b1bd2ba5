@NullMarked
package io.coral.cli.log;

import org.jspecify.annotations.NullMarked;
