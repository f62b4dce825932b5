/** How good a network is: metrics over its predictions, agreement between two runtimes, and the report that shows them. */
@NullMarked
package io.vedette.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
