package io.vedette.agent.camera;

import io.vedette.core.contract.CameraHealth;
import java.time.Instant;

/**
 * How a camera does.
 *
 * @param since when it came into this state
 * @param detail the reason in words, empty where all is well
 */
public record CameraStatus(CameraHealth.State state, Instant since, String detail) {}
