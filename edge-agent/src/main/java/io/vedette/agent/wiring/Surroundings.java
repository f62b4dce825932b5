package io.vedette.agent.wiring;

import io.vedette.agent.health.DistinctErrors;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What all parts of the agent are given.
 *
 * @param nanoTime a clock that never jumps
 */
record Surroundings(DistinctErrors errors, InstantSource clock, LongSupplier nanoTime) {}
