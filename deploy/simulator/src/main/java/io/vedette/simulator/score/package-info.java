/** How well decisions fit what really passed the camera. */
@NullMarked
package io.vedette.simulator.score;

import org.jspecify.annotations.NullMarked;
