/** Serving a colony on the network. */
@NullMarked
package io.coral.cli.serve;

import org.jspecify.annotations.NullMarked;
