package io.vedette.trainer.data;

import java.util.Random;

/** A seeded shuffle of an array in place (Fisher and Yates). */
public final class Shuffle {
    private Shuffle() {}

    /** Brings {@code values} into a random order, each order equally likely. */
    public static void shuffle(int[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
