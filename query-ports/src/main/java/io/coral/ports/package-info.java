/** What the parts of a colony offer each other. Interfaces and the records they pass; no code. */
@NullMarked
package io.coral.ports;

import org.jspecify.annotations.NullMarked;
