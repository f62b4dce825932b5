package io.vedette.agent.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vedette.core.stats.Histogram;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The device's counters and gauges in the text form that Prometheus reads. */
public final class Meters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, NamedHistogram> histograms = new ConcurrentHashMap<>();

    /** The registry refers to what it counts weakly. */
    private final Queue<LongSupplier> held = new ConcurrentLinkedQueue<>();

    private record NamedHistogram(String name, String help, String camera, Supplier<Histogram> histogram) {}

    /** Counts what only grows. */
    public void counter(String name, String help, LongSupplier value, String... tags) {
        held.add(value);
        FunctionCounter.builder(name, value, LongSupplier::getAsLong)
                .description(help)
                .tags(Tags.of(tags))
                .register(registry);
    }

    /** Shows what goes up and down; held as long as the meters live. */
    public void gauge(String name, String help, DoubleSupplier value, String... tags) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(help)
                .tags(Tags.of(tags))
                .strongReference(true)
                .register(registry);
    }

    /** Shows a histogram that is kept elsewhere, with its own bounds. */
    public void histogram(String name, String help, String camera, Supplier<Histogram> histogram) {
        histograms.put(name + " " + camera, new NamedHistogram(name, help, camera, histogram));
    }

    /** All meters as text. */
    public String scrape() {
        StringBuilder text = new StringBuilder(registry.scrape());
        String previous = "";
        for (NamedHistogram named : new TreeMap<>(histograms).values()) {
            if (!named.name().equals(previous)) {
                text.append("# HELP ")
                        .append(named.name())
                        .append(' ')
                        .append(named.help())
                        .append('\n');
                text.append("# TYPE ").append(named.name()).append(" histogram\n");
                previous = named.name();
            }
            append(text, named, named.histogram().get());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, NamedHistogram named, Histogram histogram) {
        long total = 0;
        List<Double> bounds = histogram.bounds();
        for (int i = 0; i < bounds.size(); i++) {
            total += histogram.counts().get(i);
            appendBucket(text, named, Double.toString(bounds.get(i)), total);
        }
        appendBucket(text, named, "+Inf", histogram.total());
        text.append(String.format(
                Locale.ROOT, "%s_count{camera=\"%s\"} %d%n", named.name(), named.camera(), histogram.total()));
    }

    private static void appendBucket(StringBuilder text, NamedHistogram named, String bound, long count) {
        text.append(String.format(
                Locale.ROOT, "%s_bucket{camera=\"%s\",le=\"%s\"} %d%n", named.name(), named.camera(), bound, count));
    }
}
