/** Administering a colony from elsewhere. */
@NullMarked
package io.coral.cli.admin;

import org.jspecify.annotations.NullMarked;
