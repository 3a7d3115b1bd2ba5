/** Who may do what: scopes, those who hold them, and the secrets by which they are known. */
@NullMarked
package io.coral.domain.access;

import org.jspecify.annotations.NullMarked;
