package io.vedette.agent.drift;

/** How the whole frame looks now beside how it looked when the camera was commissioned. Small grey pictures of it come from another thread. */
final class Scene {
    /** A picture with less variation has no structure to compare. */
    private static final double LEAST_DEVIATION = 0.5;

    private byte[] latest = new byte[0];
    private double[] sums = new double[0];
    private int learned;
    private byte[] known = new byte[0];
    private boolean isLearning;

    /** Takes over a picture, a byte a pixel. */
    synchronized void see(byte[] picture) {
        if (latest.length != picture.length) {
            latest = new byte[picture.length];
        }
        System.arraycopy(picture, 0, latest, 0, picture.length);
    }

    /** From now on learns what the scene looks like. */
    synchronized void beginToLearn() {
        isLearning = true;
        known = new byte[0];
        sums = new double[0];
        learned = 0;
    }

    /** Ends learning: the mean of the pictures is known from now on; empty if there was none. */
    synchronized byte[] know() {
        byte[] mean = new byte[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (byte) Math.round(sums[i] / learned);
        }
        know(mean);
        return mean.clone();
    }

    /** Compares with that picture from now on. */
    synchronized void know(byte[] picture) {
        isLearning = false;
        known = picture.clone();
    }

    /** 1 less the correlation of the latest picture with the known one, 0 to 2. While it learns, or lacks a picture, NaN. */
    synchronized double sample() {
        if (isLearning) {
            learn();
        }
        if (known.length == 0 || known.length != latest.length) {
            return Double.NaN;
        }
        return 1 - correlation(known, latest);
    }

    private void learn() {
        if (sums.length != latest.length) {
            sums = new double[latest.length];
            learned = 0;
        }
        for (int i = 0; i < latest.length; i++) {
            sums[i] += latest[i] & 0xff;
        }
        learned++;
    }

    private static double correlation(byte[] a, byte[] b) {
        long sumA = 0;
        long sumB = 0;
        long squaresA = 0;
        long squaresB = 0;
        long products = 0;
        for (int i = 0; i < a.length; i++) {
            int left = a[i] & 0xff;
            int right = b[i] & 0xff;
            sumA += left;
            sumB += right;
            squaresA += (long) left * left;
            squaresB += (long) right * right;
            products += (long) left * right;
        }
        double n = a.length;
        double deviationA = Math.sqrt(Math.max(0, squaresA / n - sumA / n * (sumA / n)));
        double deviationB = Math.sqrt(Math.max(0, squaresB / n - sumB / n * (sumB / n)));
        if (deviationA < LEAST_DEVIATION || deviationB < LEAST_DEVIATION) {
            return 0;
        }
        return (products / n - sumA / n * (sumB / n)) / (deviationA * deviationB);
    }
}
