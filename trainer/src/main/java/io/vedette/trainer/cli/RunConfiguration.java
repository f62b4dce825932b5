package io.vedette.trainer.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.training.TrainingConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what a run gives.
 *
 * @param widthMultiplier factor on the architecture's channels
 * @param freeze what kept its weights, as {@code --freeze} says it; null if nothing was there to keep
 */
record RunConfiguration(
        DataSource data,
        String architecture,
        double widthMultiplier,
        TrainingConfiguration training,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String freeze) {}
