package io.vedette.simulator.score;

/**
 * A score with how it came about; the JSON file of {@code simulate score}.
 *
 * @param lost records of the device that never reached the console
 * @param framesPerSecond frames between the first and the last decision, by the device's clock
 */
record ScoreReport(
        int items,
        int right,
        int wrong,
        int missed,
        int extra,
        double share,
        long records,
        long duplicates,
        long lost,
        double framesPerSecond) {}
