package io.vedette.console.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.contract.CameraHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A camera at a glance.
 *
 * @param state its health, if it was told
 * @param framesPerSecond classified, if it was told
 * @param dropped frames that gave way to newer ones, if it was told
 * @param drift how it sees compared with its reference, if it was told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CameraSummary(
        String name,
        @Nullable String source,
        CameraHealth.@Nullable State state,
        @Nullable Instant since,
        String detail,
        @Nullable Double framesPerSecond,
        @Nullable Long frames,
        @Nullable Long dropped,
        @Nullable CameraDrift drift) {}
