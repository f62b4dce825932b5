package io.vedette.agent.health;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** Measures which share of all processors this process used since it was last asked. */
public final class CpuMeter {
    private final LongSupplier cpuNanos;
    private final LongSupplier nanoTime;
    private final int processors;
    private long lastCpu;
    private long lastTime;

    /**
     * A meter of any process.
     *
     * @param cpuNanos processor time used so far
     */
    public CpuMeter(LongSupplier cpuNanos, LongSupplier nanoTime, int processors) {
        this.cpuNanos = cpuNanos;
        this.nanoTime = nanoTime;
        this.processors = processors;
        this.lastCpu = cpuNanos.getAsLong();
        this.lastTime = nanoTime.getAsLong();
    }

    /** A meter of this process. */
    public static CpuMeter ofProcess(LongSupplier nanoTime) {
        return new CpuMeter(
                CpuMeter::processCpuNanos, nanoTime, Runtime.getRuntime().availableProcessors());
    }

    /** Processor time that this process used so far; 0 where the platform does not tell. */
    public static long processCpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime())
                : 0;
    }

    /** The share, 0 to 1. */
    public synchronized double share() {
        long cpu = cpuNanos.getAsLong();
        long time = nanoTime.getAsLong();
        double share = time == lastTime ? 0 : (double) (cpu - lastCpu) / (time - lastTime) / processors;
        lastCpu = cpu;
        lastTime = time;
        return Math.max(0, Math.min(1, share));
    }
}
