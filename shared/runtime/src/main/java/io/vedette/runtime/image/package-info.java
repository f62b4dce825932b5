/** Turns packed pixels into an input tensor as the preprocessing specification says. */
@NullMarked
package io.vedette.runtime.image;

import org.jspecify.annotations.NullMarked;
