/** The kinds of computation that a graph is made of, each with its settings and its shapes; nothing here knows graphs. */
@NullMarked
package io.vedette.trainer.graph.operator;

import org.jspecify.annotations.NullMarked;
