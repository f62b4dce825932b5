/** Draws pictures of machine parts: kinds of object that a network trained on other pictures has never seen. */
@NullMarked
package io.vedette.simulator.parts;

import org.jspecify.annotations.NullMarked;
