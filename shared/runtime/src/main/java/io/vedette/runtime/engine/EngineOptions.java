package io.vedette.runtime.engine;

/**
 * How an engine may use the machine.
 *
 * @param threads that compute one inference together
 */
public record EngineOptions(int threads) {
    /** One thread, which leaves the other cores to decoding and to other cameras. */
    public static final EngineOptions SINGLE_THREAD = new EngineOptions(1);

    /** Checks the number of threads. */
    public EngineOptions {
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("threads are not from 1 to 256: " + threads);
        }
    }
}
