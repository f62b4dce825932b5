package io.vedette.agent.wiring;

import com.sun.management.ThreadMXBean;
import io.vedette.agent.health.CpuMeter;
import io.vedette.agent.pipeline.Classifier;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.PipelineCounts;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.FrameReader;
import io.vedette.runtime.media.MediaAddress;
import io.vedette.runtime.media.MediaOptions;
import io.vedette.runtime.media.Pixels;
import io.vedette.runtime.media.Scaler;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures the whole agent on a video beside bare decoding, decoding with scaling, and the bare engine, one after the other in one process:
 * {@code deploy/bench/frame-loop}, or
 * {@code java -cp … io.vedette.agent.wiring.FrameLoopBenchmark --config agent.yaml}, where the configuration has one camera that
 * reads a file.
 */
@Command(
        name = "frame-loop",
        mixinStandardHelpOptions = true,
        description = "Measures the frame loop: frames/s, processor time and garbage for each frame.")
public final class FrameLoopBenchmark implements Callable<Integer> {
    private static final double NANOS_PER_MS = 1e6;
    private static final int GARBAGE_LIMIT = 4096;
    private static final int BATCH = 20;
    /** By how much watching for drift and camera health may raise a frame's processor time. */
    private static final double WATCHING_LIMIT = 0.1;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--seconds", description = "How long each part is measured; as long again it warms up.")
    private int seconds = 10;

    @Option(names = "--rounds", description = "How often agents with and without drift and camera health take turns.")
    private int rounds = 9;

    @Option(names = "--pace", description = "fast, or source: how fast the whole agent reads the video.")
    private String pace = "fast";

    @Option(names = "--json", description = "Also print the figures as one line of JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private FrameLoopBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FrameLoopBenchmark()).execute(arguments));
    }

    /** What one part cost. */
    private record Figures(String part, double framesPerSecond, double cpuMs, double garbageBytes) {}

    @Override
    public Integer call() throws InterruptedException {
        ConfigurationReader reader = common.override(common.toReader());
        AgentConfiguration given = reader.read();
        if (given.cameras().size() != 1) {
            throw new ConfigurationException(
                    "cameras",
                    "the benchmark wants one camera, found are "
                            + given.cameras().keySet());
        }
        Map.Entry<String, CameraConfiguration> camera =
                given.cameras().entrySet().iterator().next();
        String name = "cameras." + camera.getKey();
        AgentConfiguration configuration = reader.with(name, "{repeat: true, drop: false, pace: " + pace + "}")
                .with("exit-at-end", "false")
                .withText(List.of("messaging", "acknowledgement"), "broker")
                .read();
        AgentConfiguration unwatched = reader.with(name, "{drift: {enabled: false}, health: {every: 0s}}")
                .read();
        Model model =
                ModelAtWork.open(configuration, Bundles.read(configuration.requireBundle(), configuration.trust()));
        String source = camera.getValue().source();
        Region region = camera.getValue().regionOrWhole();
        Figures decode = measureDecode(source);
        Figures scale = measureScale(source, region, model);
        Figures engine = measureEngine(model);
        Figures agent = measureAgent(configuration);
        double[] watching = measureWatching(configuration, unwatched);
        return print(List.of(decode, scale, engine, agent), watching, configuration, model);
    }

    /** A piece of work that is repeated; it gives the number of frames that it did. */
    private interface Work {
        long run() throws InterruptedException;
    }

    private Figures measure(String part, Work work) throws InterruptedException {
        repeat(work);
        Reading before = Reading.now();
        long frames = repeat(work);
        return before.figures(part, Reading.now(), frames);
    }

    private long repeat(Work work) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long frames = 0;
        while (System.nanoTime() < end) {
            frames += work.run();
        }
        return frames;
    }

    private Figures measureDecode(String source) throws InterruptedException {
        return measureReader("bare decode", source, reader -> {});
    }

    private Figures measureScale(String source, Region region, Model model) throws InterruptedException {
        try (Scaler scaler = new Scaler(model.manifest().preprocessing(), region)) {
            Pixels pixels = scaler.newPixels();
            return measureReader("decode and scale", source, reader -> scaler.scale(reader.frame(), pixels));
        }
    }

    private interface FrameUse {
        void use(FrameReader reader);
    }

    /** Reads the video over and over; opening it anew is part of the work, as it is in the agent. */
    private Figures measureReader(String part, String source, FrameUse use) throws InterruptedException {
        FrameReader[] open = {FrameReader.open(MediaAddress.parse(source), MediaOptions.DEFAULT)};
        try {
            return measure(part, () -> {
                for (int i = 0; i < BATCH; i++) {
                    if (!open[0].read()) {
                        open[0].close();
                        open[0] = FrameReader.open(MediaAddress.parse(source), MediaOptions.DEFAULT);
                        open[0].read();
                    }
                    use.use(open[0]);
                }
                return BATCH;
            });
        } finally {
            open[0].close();
        }
    }

    private Figures measureEngine(Model model) throws InterruptedException {
        try (Classifier classifier = model.newClassifier();
                Scaler scaler = new Scaler(model.manifest().preprocessing(), Region.WHOLE)) {
            Pixels pixels = scaler.newPixels();
            return measure("bare engine", () -> {
                for (int i = 0; i < BATCH; i++) {
                    classifier.classify(pixels.bytes().position(0));
                }
                return BATCH;
            });
        }
    }

    private Figures measureAgent(AgentConfiguration configuration) throws InterruptedException {
        try (Agent agent = Agent.start(configuration)) {
            LongSupplier frames = () -> agent.counts().stream()
                    .mapToLong(PipelineCounts::classified)
                    .sum();
            TimeUnit.SECONDS.sleep(seconds);
            long framesBefore = frames.getAsLong();
            Reading before = Reading.now();
            TimeUnit.SECONDS.sleep(seconds);
            Reading after = Reading.now();
            return before.figures("whole agent", after, frames.getAsLong() - framesBefore);
        }
    }

    /**
     * By how much watching raises a frame's processor time, as a share, once a round. Both agents take turns, since what else the machine does hits
     * them alike; the second of a pair is now this, now that.
     */
    private double[] measureWatching(AgentConfiguration watched, AgentConfiguration unwatched)
            throws InterruptedException {
        double[] shares = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            boolean isWatchedFirst = round % 2 == 1;
            double first = measureAgent(isWatchedFirst ? watched : unwatched).cpuMs();
            double second = measureAgent(isWatchedFirst ? unwatched : watched).cpuMs();
            shares[round] = (isWatchedFirst ? first / second : second / first) - 1;
        }
        return shares;
    }

    /** The value that a share of the values lies below. */
    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1.0, Math.floor(share * sorted.length))];
    }

    private int print(List<Figures> all, double[] watching, AgentConfiguration configuration, Model model) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%n%s of %s, %s, broker %s, %d s each%n",
                model.variant().id(),
                model.release().name(),
                model.runtime(),
                configuration.broker().url(),
                seconds);
        out.printf("%-18s %12s %18s %24s%n", "", "frames/s", "CPU ms per frame", "garbage bytes per frame");
        for (Figures figures : all) {
            out.printf(
                    "%-18s %12.1f %18.3f %24.0f%n",
                    figures.part(), figures.framesPerSecond(), figures.cpuMs(), figures.garbageBytes());
        }
        Figures scale = all.get(1);
        Figures engine = all.get(2);
        Figures agent = all.get(3);
        double ratio = agent.cpuMs() / (scale.cpuMs() + engine.cpuMs());
        boolean isHeld = agent.garbageBytes() < GARBAGE_LIMIT;
        out.printf("The whole agent takes %.2f times the processor time of its parts.%n", ratio);
        out.printf("Garbage below %d bytes per frame: %s%n", GARBAGE_LIMIT, isHeld ? "held" : "NOT HELD");
        double share = quantile(watching, 0.5);
        boolean isWatchingHeld = share <= WATCHING_LIMIT;
        out.printf(
                "%s: %.1f %% more processor time for a frame (half of %d rounds between %.1f and %.1f %%), at most %.0f %%: %s%n",
                model.findDriftReference().isPresent()
                        ? "Drift and camera health"
                        : "Camera health (the bundle has no drift reference)",
                100 * share,
                watching.length,
                100 * quantile(watching, 0.25),
                100 * quantile(watching, 0.75),
                100 * WATCHING_LIMIT,
                isWatchingHeld ? "held" : "NOT HELD");
        if (isJson) {
            out.printf(
                    Locale.ROOT,
                    "{\"framesPerSecond\":%.1f,\"cpuMsPerFrame\":%.4f,\"garbageBytesPerFrame\":%.0f,\"cpuRatio\":%.3f,\"watchingShare\":%.4f}%n",
                    agent.framesPerSecond(),
                    agent.cpuMs(),
                    agent.garbageBytes(),
                    ratio,
                    share);
        }
        out.flush();
        return isHeld && isWatchingHeld ? 0 : 1;
    }

    /** Clock, processor time and allocation of the process at a moment. */
    private record Reading(long nanos, long cpuNanos, Map<Long, Long> allocated) {
        static Reading now() {
            return new Reading(System.nanoTime(), CpuMeter.processCpuNanos(), allocatedByThread());
        }

        private static Map<Long, Long> allocatedByThread() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            Map<Long, Long> allocated = new HashMap<>();
            for (long id : threads.getAllThreadIds()) {
                allocated.put(id, Math.max(0, threads.getThreadAllocatedBytes(id)));
            }
            return allocated;
        }

        /** The figures from this reading to a later one; a thread that ended in between is left out, one that began counts whole. */
        Figures figures(String part, Reading after, long frames) {
            long garbage = 0;
            for (Map.Entry<Long, Long> thread : after.allocated().entrySet()) {
                garbage += thread.getValue()
                        - Optional.ofNullable(allocated.get(thread.getKey())).orElse(0L);
            }
            double seconds = (after.nanos() - nanos) / (double) TimeUnit.SECONDS.toNanos(1);
            return new Figures(
                    part,
                    frames / seconds,
                    (after.cpuNanos() - cpuNanos) / NANOS_PER_MS / Math.max(1, frames),
                    (double) garbage / Math.max(1, frames));
        }
    }
}
