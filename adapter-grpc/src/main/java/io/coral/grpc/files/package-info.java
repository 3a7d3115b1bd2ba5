/** Files that count as they are now: settings and secrets that change while a server runs. */
@NullMarked
package io.coral.grpc.files;

import org.jspecify.annotations.NullMarked;
