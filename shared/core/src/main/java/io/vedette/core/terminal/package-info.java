/** The terminal that a command may be watched on. */
@NullMarked
package io.vedette.core.terminal;

import org.jspecify.annotations.NullMarked;
