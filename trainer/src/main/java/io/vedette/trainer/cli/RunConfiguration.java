package io.vedette.trainer.cli;

import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.training.TrainingConfiguration;

/**
 * All that decides what a run gives.
 *
 * @param widthMultiplier factor on the architecture's channels
 */
record RunConfiguration(DataSource data, String architecture, double widthMultiplier, TrainingConfiguration training) {}
