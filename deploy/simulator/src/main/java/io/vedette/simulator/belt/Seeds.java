package io.vedette.simulator.belt;

import java.util.Random;

/**
 * Sources of randomness, one per purpose, so that drawing more for one leaves the others as they were.
 *
 * @param seed that all of them follow from
 */
record Seeds(long seed) {
    Random random(String purpose) {
        return new Random(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
    }
}
