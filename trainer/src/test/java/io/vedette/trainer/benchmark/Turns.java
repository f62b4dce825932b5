package io.vedette.trainer.benchmark;

import io.vedette.runtime.engine.Engine;
import java.util.Arrays;
import java.util.List;

/** Milliseconds of engines that ran in turns, so that whatever else the machine does hits all alike. */
final class Turns {
    private static final int ROUNDS = 9;
    private static final int RUNS = 20;
    private static final int WARM_UP = 10;

    /** Per engine, the median of each round. */
    private final double[][] milliseconds;

    private Turns(double[][] milliseconds) {
        this.milliseconds = milliseconds;
    }

    static Turns of(List<Engine> engines) {
        engines.forEach(engine -> milliseconds(engine, WARM_UP));
        double[][] milliseconds = new double[engines.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int turn = 0; turn < engines.size(); turn++) {
                int engine = round % 2 == 0 ? turn : engines.size() - 1 - turn;
                milliseconds[engine][round] = milliseconds(engines.get(engine), RUNS);
            }
        }
        return new Turns(milliseconds);
    }

    /** What one engine takes. */
    double milliseconds(int engine) {
        return median(milliseconds[engine]);
    }

    /** How many times as long as another an engine takes. */
    double ratio(int engine, int other) {
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, round -> milliseconds[engine][round] / milliseconds[other][round]);
        return median(ratios);
    }

    /** How much longer than another an engine takes, in milliseconds. */
    double difference(int engine, int other) {
        double[] differences = new double[ROUNDS];
        Arrays.setAll(differences, round -> milliseconds[engine][round] - milliseconds[other][round]);
        return median(differences);
    }

    private static double milliseconds(Engine engine, int runs) {
        double[] times = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            engine.run();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        return median(times);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
