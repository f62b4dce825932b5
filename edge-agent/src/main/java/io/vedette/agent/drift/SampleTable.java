package io.vedette.agent.drift;

import java.util.Arrays;

/**
 * Samples in the order of time; its arrays are not changed any more.
 *
 * @param total samples that there were since start, of which these are the newest
 * @param sourceUs when each was taken, in the source's time
 * @param timesMs when each was taken, by the device's clock
 * @param columns one a number, as long as there are samples
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SampleTable(long total, long[] sourceUs, long[] timesMs, double[][] columns) {
    int size() {
        return timesMs.length;
    }

    /** The newest {@code count} values of a column, or all if there are fewer. */
    double[] newest(int column, int count) {
        double[] values = columns[column];
        return Arrays.copyOfRange(values, Math.max(0, values.length - count), values.length);
    }

    /** The newest samples' columns {@code from} and following as rows. */
    double[][] newestRows(int from, int count) {
        int first = Math.max(0, size() - count);
        double[][] rows = new double[size() - first][columns.length - from];
        for (int i = 0; i < rows.length; i++) {
            for (int column = from; column < columns.length; column++) {
                rows[i][column - from] = columns[column][first + i];
            }
        }
        return rows;
    }

    /** How many samples came after the first {@code seen} of all and are still there. */
    int countSince(long seen) {
        return (int) Math.min(size(), total - seen);
    }
}
