/** Certificates made when a test needs them, so that none can be out of date. */
@NullMarked
package io.coral.ports.certificates;

import org.jspecify.annotations.NullMarked;
