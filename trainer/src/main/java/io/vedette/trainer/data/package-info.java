/** Labelled pictures: where they are read from, how they are split, and what is wrong with them. */
@NullMarked
package io.vedette.trainer.data;

import org.jspecify.annotations.NullMarked;
