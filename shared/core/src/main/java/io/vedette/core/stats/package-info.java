/** Mergeable summaries of numbers, without clock or input and output. */
@NullMarked
package io.vedette.core.stats;

import org.jspecify.annotations.NullMarked;
