/** A camera's way from frame to decision: scaled, classified, smoothed, decided. */
@NullMarked
package io.vedette.agent.pipeline;

import org.jspecify.annotations.NullMarked;
