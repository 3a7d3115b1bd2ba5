@NullMarked
package io.coral.cli.render;

import org.jspecify.annotations.NullMarked;
