package io.vedette.agent.pipeline;

import io.vedette.core.stats.Histogram;

/**
 * What became of a camera's frames since start; captured = classified + dropped + failed once a source has ended.
 *
 * @param captured given on by the camera
 * @param dropped gave way to newer ones
 * @param failed could not be scaled or classified
 * @param latencyMs from decoded frame to decision
 */
public record PipelineCounts(long captured, long classified, long dropped, long failed, Histogram latencyMs) {}
