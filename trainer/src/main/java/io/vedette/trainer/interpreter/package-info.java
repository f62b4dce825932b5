/** Computes graphs in plain Java, by the textbook: the judge between the runtimes. */
@NullMarked
package io.vedette.trainer.interpreter;

import org.jspecify.annotations.NullMarked;
