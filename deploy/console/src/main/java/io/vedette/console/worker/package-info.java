/** The console's own threads, and how they end. */
@NullMarked
package io.vedette.console.worker;

import org.jspecify.annotations.NullMarked;
