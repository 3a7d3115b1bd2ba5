/** What every implementation of a port must pass; adapters extend these suites. */
@NullMarked
package io.coral.ports.contract;

import org.jspecify.annotations.NullMarked;
