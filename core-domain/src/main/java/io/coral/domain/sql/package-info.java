/** SQL text, its limits, its cells, and the reasons for which it is refused. */
@NullMarked
package io.coral.domain.sql;

import org.jspecify.annotations.NullMarked;
