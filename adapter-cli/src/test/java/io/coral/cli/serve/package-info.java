@NullMarked
package io.coral.cli.serve;

import org.jspecify.annotations.NullMarked;
