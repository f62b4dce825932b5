/** What the device knows of its own well-being: distinct errors, counters, telemetry, temperature and memory. */
@NullMarked
package io.vedette.agent.health;

import org.jspecify.annotations.NullMarked;
