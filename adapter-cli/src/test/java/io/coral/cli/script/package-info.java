@NullMarked
package io.coral.cli.script;

import org.jspecify.annotations.NullMarked;
