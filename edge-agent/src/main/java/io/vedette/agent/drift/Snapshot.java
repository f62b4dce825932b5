package io.vedette.agent.drift;

import io.vedette.core.contract.CameraHealth;

/**
 * A copy of what a camera's window holds.
 *
 * @param labels one column, the labels' indices
 * @param outputs what the model made of the samples
 * @param inputs what their pictures were like
 * @param isLast whether no frame will come any more
 */
record Snapshot(
        SampleTable labels, SampleTable outputs, SampleTable inputs, CameraHealth.State health, boolean isLast) {}
