/** A camera's current window against its reference: what is sampled, whether it differs, and why. */
@NullMarked
package io.vedette.agent.drift;

import org.jspecify.annotations.NullMarked;
