/** What every implementation of the ports must do, and an in-memory colony to compare with. */
@NullMarked
package io.coral.ports.contract;

import org.jspecify.annotations.NullMarked;
