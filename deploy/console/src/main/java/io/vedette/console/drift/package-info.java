/** Drift over the whole fleet: what stands against chance, what is common to a site, and the windows of several cameras as one. */
@NullMarked
package io.vedette.console.drift;

import org.jspecify.annotations.NullMarked;
