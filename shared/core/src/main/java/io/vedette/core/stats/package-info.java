/** Summaries of numbers that can be merged, and the tests that tell whether two of them differ; no clock, no input and output. */
@NullMarked
package io.vedette.core.stats;

import org.jspecify.annotations.NullMarked;
