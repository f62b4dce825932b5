/** Rewrites of a graph into an equivalent one, a class each. */
@NullMarked
package io.vedette.trainer.graph.pass;

import org.jspecify.annotations.NullMarked;
