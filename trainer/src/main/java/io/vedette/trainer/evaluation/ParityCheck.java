package io.vedette.trainer.evaluation;

/**
 * How far one runtime's logits are from another's on the same examples.
 *
 * @param examples how many were compared
 * @param maxDifference the largest absolute difference of two logits
 * @param meanDifference the mean absolute difference
 * @param argmaxAgreement share of examples for which both name the same class
 * @param referenceAccuracy share of examples for which the reference is right
 * @param candidateAccuracy share of examples for which the other is right
 * @param lossInterval by how much the true accuracy of the other is below the reference's, with 95 % confidence
 */
public record ParityCheck(
        int examples,
        double maxDifference,
        double meanDifference,
        double argmaxAgreement,
        double referenceAccuracy,
        double candidateAccuracy,
        Interval lossInterval) {

    /** Compares rows of logits, one an example; a logit that is not a number makes both differences NaN. */
    public static ParityCheck compare(float[][] reference, float[][] candidate, int[] truth) {
        if (reference.length != candidate.length || reference.length != truth.length || truth.length == 0) {
            throw new IllegalArgumentException("Expected the same positive number of rows but found " + reference.length
                    + ", " + candidate.length + " and " + truth.length + " labels");
        }
        double max = 0;
        double sum = 0;
        long values = 0;
        int agreeing = 0;
        int referenceRight = 0;
        int candidateRight = 0;
        int bothRight = 0;
        for (int i = 0; i < truth.length; i++) {
            float[] expected = reference[i];
            float[] found = candidate[i];
            if (expected.length != found.length) {
                throw new IllegalArgumentException(
                        "Row " + i + " has " + expected.length + " and " + found.length + " logits");
            }
            for (int j = 0; j < expected.length; j++) {
                double difference = Math.abs((double) expected[j] - found[j]);
                // Math.max keeps a NaN, so that broken logits cannot pass for equal ones.
                max = Math.max(max, difference);
                sum += difference;
            }
            values += expected.length;
            int expectedClass = Prediction.argmax(expected);
            int foundClass = Prediction.argmax(found);
            agreeing += expectedClass == foundClass ? 1 : 0;
            referenceRight += expectedClass == truth[i] ? 1 : 0;
            candidateRight += foundClass == truth[i] ? 1 : 0;
            bothRight += expectedClass == truth[i] && foundClass == truth[i] ? 1 : 0;
        }
        double examples = truth.length;
        return new ParityCheck(
                truth.length,
                max,
                sum / values,
                agreeing / examples,
                referenceRight / examples,
                candidateRight / examples,
                Interval.ofPairedDifference(referenceRight - bothRight, candidateRight - bothRight, truth.length));
    }

    /** The same closeness, but the accuracy and the loss of a comparison of the same examples with another reference. */
    public ParityCheck withLossOf(ParityCheck comparison) {
        if (comparison.examples != examples || comparison.candidateAccuracy != candidateAccuracy) {
            throw new IllegalArgumentException("Not of the same answers: " + this + " and " + comparison);
        }
        return new ParityCheck(
                examples,
                maxDifference,
                meanDifference,
                argmaxAgreement,
                comparison.referenceAccuracy,
                candidateAccuracy,
                comparison.lossInterval);
    }

    /** By how much the other's accuracy is below the reference's; negative if it is above. */
    public double accuracyLoss() {
        return referenceAccuracy - candidateAccuracy;
    }

    /** The share of all pictures for which both may name the same class, with 95 % confidence. */
    public Interval agreementInterval() {
        return Interval.ofShare(argmaxAgreement, examples);
    }
}
