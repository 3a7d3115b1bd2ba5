/** The borders between the modules as rules, each with its reason and a class that breaks it. */
@NullMarked
package io.coral.architecture;

import org.jspecify.annotations.NullMarked;
