/** What an export proves of its files: accuracy with intervals, what integers cost where, and what each runtime really executes. */
@NullMarked
package io.vedette.trainer.evidence;

import org.jspecify.annotations.NullMarked;
