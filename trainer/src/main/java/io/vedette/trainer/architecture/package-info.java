/** The catalogue of networks: each builds a graph with freshly initialised weights. */
@NullMarked
package io.vedette.trainer.architecture;

import org.jspecify.annotations.NullMarked;
