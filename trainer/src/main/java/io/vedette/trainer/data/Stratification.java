package io.vedette.trainer.data;

import java.util.Arrays;
import java.util.Random;

/** Examples parted in two such that each class gives about the same share. */
final class Stratification {
    private final int[] share;
    private final int[] rest;

    private Stratification(int[] share, int[] rest) {
        this.share = share;
        this.rest = rest;
    }

    /** Ascending indices of the chosen examples; a copy. */
    int[] share() {
        return share.clone();
    }

    /** Ascending indices of the others; a copy. */
    int[] rest() {
        return rest.clone();
    }

    /**
     * Chooses the nearest whole number to {@code share} of each class's examples, but at least one of two or more if the share is positive, and never
     * all.
     */
    static Stratification of(int[] classes, double share, long seed) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("share is not at least 0 and below 1: " + share);
        }
        Random random = new Random(seed);
        int[] chosen = new int[classes.length];
        int chosenCount = 0;
        int highest = Arrays.stream(classes).max().orElse(-1);
        for (int classIndex = 0; classIndex <= highest; classIndex++) {
            int[] members = membersOf(classes, classIndex);
            Shuffle.shuffle(members, random);
            int wanted = wanted(members.length, share);
            System.arraycopy(members, 0, chosen, chosenCount, wanted);
            chosenCount += wanted;
        }
        int[] sorted = Arrays.copyOf(chosen, chosenCount);
        Arrays.sort(sorted);
        return new Stratification(sorted, without(classes.length, sorted));
    }

    /** At most {@code limit} of the given examples, spread over the classes in proportion, in ascending order. */
    static int[] atMost(int limit, int[] examples, int[] classesOfExamples, long seed) {
        if (limit >= examples.length) {
            return examples.clone();
        }
        Random random = new Random(seed);
        int highest = Arrays.stream(classesOfExamples).max().orElse(-1);
        int[] result = new int[limit];
        int taken = 0;
        int seen = 0;
        for (int classIndex = 0; classIndex <= highest; classIndex++) {
            int[] members = membersOf(classesOfExamples, classIndex);
            Shuffle.shuffle(members, random);
            seen += members.length;
            // Rounding the running total, not each class, so that the parts add up to the limit.
            int until = (int) Math.round((double) limit * seen / examples.length);
            for (int i = 0; taken < until; i++) {
                result[taken++] = examples[members[i]];
            }
        }
        Arrays.sort(result);
        return result;
    }

    static int[] all(int count) {
        int[] indices = new int[count];
        Arrays.setAll(indices, i -> i);
        return indices;
    }

    private static int wanted(int members, double share) {
        if (share == 0 || members < 2) {
            return 0;
        }
        return (int) Math.min(members - 1L, Math.max(1, Math.round(share * members)));
    }

    private static int[] membersOf(int[] classes, int classIndex) {
        int[] members = new int[classes.length];
        int count = 0;
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] == classIndex) {
                members[count++] = i;
            }
        }
        return Arrays.copyOf(members, count);
    }

    private static int[] without(int count, int[] sorted) {
        int[] rest = new int[count - sorted.length];
        int next = 0;
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (next < sorted.length && sorted[next] == i) {
                next++;
            } else {
                rest[at++] = i;
            }
        }
        return rest;
    }
}
