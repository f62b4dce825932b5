package io.vedette.console.worker;

/** A thread whose work goes on until it is told to end. */
public final class Worker implements AutoCloseable {
    private final Thread thread;
    private volatile boolean isClosed;

    /**
     * A thread that has not begun.
     *
     * @param work looks now and then whether it is to end
     */
    public Worker(String name, Runnable work) {
        this.thread = new Thread(work, name);
    }

    public void start() {
        thread.start();
    }

    /** Whether the work is to end. */
    public boolean isClosed() {
        return isClosed;
    }

    /** Tells the work to end, and returns when it has. One who is interrupted meanwhile waits all the same, and stays interrupted. */
    @Override
    public void close() {
        isClosed = true;
        boolean wasInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
