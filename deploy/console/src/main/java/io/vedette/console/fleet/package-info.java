/** The devices: what each last said of itself, how it fares, and whether it is still heard from. */
@NullMarked
package io.vedette.console.fleet;

import org.jspecify.annotations.NullMarked;
