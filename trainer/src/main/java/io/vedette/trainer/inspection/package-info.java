/** What a graph is made of, for people who look: its layers, what they cost, and a picture. */
@NullMarked
package io.vedette.trainer.inspection;

import org.jspecify.annotations.NullMarked;
