package io.vedette.trainer.data;

/** Hears how far a long task has come. */
public interface Progress {
    /** Nobody listens. */
    Progress SILENT = new Progress() {
        @Override
        public void begin(String task, long total) {}

        @Override
        public void advance(long steps) {}

        @Override
        public void end() {}
    };

    /** A task of {@code total} steps begins. */
    void begin(String task, long total);

    /** {@code steps} more steps are done. */
    void advance(long steps);

    /** The task is over. */
    void end();
}
