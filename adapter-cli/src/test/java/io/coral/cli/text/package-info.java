@NullMarked
package io.coral.cli.text;

import org.jspecify.annotations.NullMarked;
