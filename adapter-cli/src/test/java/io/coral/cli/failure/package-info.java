@NullMarked
package io.coral.cli.failure;

import org.jspecify.annotations.NullMarked;
