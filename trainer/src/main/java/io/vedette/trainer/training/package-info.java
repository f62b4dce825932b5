/** Networks learn here: a graph is compiled to a DJL block, trained on a dataset, and its weights go back into a graph. */
@NullMarked
package io.vedette.trainer.training;

import org.jspecify.annotations.NullMarked;
