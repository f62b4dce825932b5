/** A new release's way onto the device: desired, fetched, verified, tried, switched to, watched, and committed or given up. */
@NullMarked
package io.vedette.agent.update;

import org.jspecify.annotations.NullMarked;
