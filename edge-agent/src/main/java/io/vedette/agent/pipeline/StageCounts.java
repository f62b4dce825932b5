package io.vedette.agent.pipeline;

import io.vedette.core.contract.Release;
import io.vedette.core.stats.Histogram;

/**
 * What one release did on one camera since it took over.
 *
 * @param failed frames that could not be scaled or classified
 * @param latencyMs from decoded frame to decision
 * @param computeMs of the model alone: preprocessing and inference
 */
public record StageCounts(
        String camera, Release release, long classified, long failed, Histogram latencyMs, Histogram computeMs) {}
