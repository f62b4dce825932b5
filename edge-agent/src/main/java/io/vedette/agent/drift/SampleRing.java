package io.vedette.agent.drift;

/** The newest samples, each a row of numbers with its time; the oldest give way. For one thread, and without garbage but at a copy. */
final class SampleRing {
    private final double[][] rows;
    private final long[] sourceUs;
    private final long[] timesMs;
    private int oldest;
    private int count;
    private long total;

    SampleRing(int room, int columns) {
        this.rows = new double[room][columns];
        this.sourceUs = new long[room];
        this.timesMs = new long[room];
    }

    /** Copies a row in. */
    void add(long newSourceUs, long newTimeMs, double[] row) {
        int at = (oldest + count) % rows.length;
        if (count == rows.length) {
            oldest = (oldest + 1) % rows.length;
        } else {
            count++;
        }
        System.arraycopy(row, 0, rows[at], 0, rows[at].length);
        sourceUs[at] = newSourceUs;
        timesMs[at] = newTimeMs;
        total++;
    }

    /** Forgets the samples of before that time. */
    void forgetBefore(long limitUs) {
        while (count > 0 && sourceUs[oldest] < limitUs) {
            oldest = (oldest + 1) % rows.length;
            count--;
        }
    }

    /** Samples added since start. */
    long total() {
        return total;
    }

    /** A copy of what is there. */
    SampleTable copy() {
        int columns = rows[0].length;
        long[] sources = new long[count];
        long[] times = new long[count];
        double[][] copied = new double[columns][count];
        for (int i = 0; i < count; i++) {
            int at = (oldest + i) % rows.length;
            sources[i] = sourceUs[at];
            times[i] = timesMs[at];
            for (int column = 0; column < columns; column++) {
                copied[column][i] = rows[at][column];
            }
        }
        return new SampleTable(total, sources, times, copied);
    }
}
