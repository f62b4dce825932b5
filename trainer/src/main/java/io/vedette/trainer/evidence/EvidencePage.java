package io.vedette.trainer.evidence;

import io.vedette.trainer.evaluation.Html;
import io.vedette.trainer.evaluation.HtmlPage;
import io.vedette.trainer.evaluation.Interval;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.quantization.LayerEvidence;
import io.vedette.trainer.quantization.Obstacle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The evidence as one HTML file that needs nothing beside it. */
public final class EvidencePage {
    private final ExportEvidence evidence;
    /** The files that may be worse than the network: those in integers. */
    private final List<FileEvidence> integers;

    public EvidencePage(ExportEvidence evidence) {
        this.evidence = evidence;
        this.integers = evidence.files().stream()
                .filter(file -> file.coverage() != null)
                .toList();
    }

    /** The file's text. */
    public String toHtml() {
        return HtmlPage.of(
                evidence.title(),
                evidence.subject(),
                List.of(
                        failures(),
                        tiles(),
                        files(),
                        coverage(),
                        rungs(),
                        obstacles(),
                        classes(),
                        layers(),
                        weights()));
    }

    private String failures() {
        if (evidence.failures().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section class=\"card failure\"><h2>No bundle of ")
                .append(Html.escape(evidence.title()))
                .append(" was written</h2><ul>");
        evidence.failures()
                .forEach(failure ->
                        html.append("<li>").append(Html.escape(failure)).append("</li>"));
        return html.append("</ul></section>").toString();
    }

    private String tiles() {
        if (evidence.files().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section class=\"tiles even\">")
                .append(HtmlPage.tile("Trained network", percent(evidence.accuracy())))
                .append(HtmlPage.tile(
                        "95 % interval", interval(Interval.ofShare(evidence.accuracy(), evidence.testImages()))))
                .append(HtmlPage.tile("Test images", String.format(Locale.ROOT, "%,d", evidence.testImages())));
        for (FileEvidence file : integers) {
            html.append(HtmlPage.tile(
                    file.id() + " drop",
                    String.format(
                            Locale.ROOT, "%.2f points", 100 * file.parity().accuracyLoss())));
        }
        return html.append("</section>").toString();
    }

    private String files() {
        if (evidence.files().isEmpty()) {
            return "";
        }
        IntervalChart chart = new IntervalChart(
                evidence.files().stream().map(file -> file.parity().lossInterval()));
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>The files</h2><div class=\"scroll\">")
                .append("<table class=\"numbers\"><tr><th>File</th><th>Drop in points</th>")
                .append("<th>95 % interval of the drop</th><th>Accuracy</th><th>Agreement</th><th>Integer layers</th>")
                .append("<th>1 thread</th><th>2 threads</th><th>Bytes</th></tr>");
        for (FileEvidence file : evidence.files()) {
            ParityCheck parity = file.parity();
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s<br><small>%s</small></td>%s<td>%s<br><small>%s</small></td><td>%s</td><td>%s</td>"
                            + "<td>%.3f ms</td><td>%.3f ms</td><td>%,d</td></tr>",
                    Html.escape(file.id()),
                    Html.escape(file.runtime()),
                    drop(chart, parity.accuracyLoss(), parity.lossInterval(), file.maxDropPoints()),
                    percent(parity.candidateAccuracy()),
                    interval(Interval.ofShare(parity.candidateAccuracy(), parity.examples())),
                    percent(parity.argmaxAgreement()),
                    file.coverage() == null
                            ? "—"
                            : file.coverage().integer() + " of "
                                    + file.coverage().layers(),
                    file.singleThreadMs(),
                    file.twoThreadsMs(),
                    file.sizeBytes()));
        }
        return html.append("</table></div><p class=\"hint\">A drop is against the trained network on the same images; ")
                .append(
                        "the line is its 95 % interval, left of the dashed zero means better, and the red mark is the drop ")
                .append(
                        "allowed, where it is near. Below an accuracy stands its own 95 % interval. Agreement is the share ")
                .append("of images on which both name the same class. Times are medians of one image on the exporting ")
                .append("machine.</p></section>")
                .toString();
    }

    /** A drop beside the one allowed, and its interval as a picture and in numbers: two cells. */
    private static String drop(IntervalChart chart, double drop, Interval interval, double maxDropPoints) {
        return String.format(
                Locale.ROOT,
                "<td>%.2f<br><small>allowed %.2f</small></td><td class=\"reach\">%s<small>%.2f to %.2f</small></td>",
                100 * drop,
                maxDropPoints,
                chart.toSvg(drop, interval, maxDropPoints / 100),
                100 * interval.low(),
                100 * interval.high());
    }

    private String coverage() {
        if (integers.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>What the runtimes really execute</h2><dl>");
        for (FileEvidence file : integers) {
            IntegerCoverage coverage = Objects.requireNonNull(file.coverage());
            html.append("<dt>")
                    .append(Html.escape(file.id()))
                    .append("</dt><dd>")
                    .append(Html.escape(coverage.sentence()));
            coverage.leftovers().forEach(leftover -> html.append("<br>not ").append(Html.escape(leftover.toString())));
            if (!coverage.others().isEmpty()) {
                html.append("<br>beside the layers: ").append(Html.escape(count(coverage.others())));
            }
            html.append("</dd>");
        }
        return html.append(
                        "</dl><p class=\"hint\">Counted are all convolutions and linear layers, those that the recipe ")
                .append(
                        "left in floats too; what is beside them computes in floats (ONNX Runtime) or was left by XNNPACK (TensorFlow Lite).</p></section>")
                .toString();
    }

    /** Kinds with their numbers, such as "HardSwish × 3". */
    private static String count(List<String> kinds) {
        return kinds.stream()
                .distinct()
                .map(kind -> kind + " × " + kinds.stream().filter(kind::equals).count())
                .collect(Collectors.joining(", "));
    }

    private String rungs() {
        List<RungEvidence> tried = evidence.ladder().rungs();
        if (tried.isEmpty()) {
            return "";
        }
        IntervalChart chart = new IntervalChart(
                tried.stream().flatMap(rung -> rung.costs().stream()).map(RungEvidence.Cost::interval));
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>The ladder</h2><div class=\"scroll\">")
                .append("<table class=\"numbers\"><tr><th>Rung and file</th><th>Drop in points</th>")
                .append("<th>95 % interval of the drop</th><th>Agreement</th></tr>");
        for (RungEvidence rung : tried) {
            for (RungEvidence.Cost cost : rung.costs()) {
                html.append(String.format(
                        Locale.ROOT,
                        "<tr%s><td>%s<br><small>%s</small></td>%s<td>%s</td></tr>",
                        rung.isChosen() ? " class=\"total\"" : "",
                        Html.escape(rung.name()),
                        Html.escape(cost.file()),
                        drop(
                                chart,
                                cost.drop(),
                                cost.interval(),
                                evidence.ladder().maxDropPoints()),
                        percent(cost.agreement())));
            }
        }
        return html.append("</table></div><p class=\"hint\">Each way of making integers that was tried, from cheap to ")
                .append("costly, on the validation images; ")
                .append(
                        tried.stream().anyMatch(RungEvidence::isChosen)
                                ? "the one in bold was taken."
                                : "none was good enough.")
                .append("</p></section>")
                .toString();
    }

    private String obstacles() {
        List<Obstacle> obstacles = evidence.ladder().obstacles();
        if (obstacles.isEmpty()) {
            return "";
        }
        double worst = highest(obstacles.stream().mapToDouble(Obstacle::dropPoints));
        double gain = highest(obstacles.stream().mapToDouble(Obstacle::gain));
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>What stands in the way</h2>")
                .append("<div class=\"scroll\"><table class=\"numbers\"><tr><th>Layer</th>")
                .append("<th>Drop in points by it alone</th><th>Gain if in floats</th></tr>");
        for (Obstacle obstacle : obstacles) {
            html.append("<tr><td>")
                    .append(Html.escape(obstacle.node()))
                    .append("</td>")
                    .append(bar(
                            obstacle.dropPoints() / worst, String.format(Locale.ROOT, "%.2f", obstacle.dropPoints())))
                    .append(bar(obstacle.gain() / gain, gain(obstacle.gain())))
                    .append("</tr>");
        }
        return html.append(
                        "</table></div><p class=\"hint\">The drop of the worse file on the validation images if this layer ")
                .append(
                        "alone is in integers, and what the logits would win if it alone went back to floats.</p></section>")
                .toString();
    }

    private String classes() {
        if (integers.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>Class by class</h2><div class=\"scroll\">")
                .append("<table class=\"numbers\"><tr><th>Class</th><th>Trained network</th>");
        integers.forEach(
                file -> html.append("<th>").append(Html.escape(file.id())).append("</th><th>change</th>"));
        html.append("<th>Examples</th></tr>");
        for (int i = 0; i < evidence.classes().size(); i++) {
            ClassEvidence each = evidence.classes().get(i);
            html.append(String.format(
                    Locale.ROOT, "<tr><td>%s</td><td>%s</td>", Html.escape(each.label()), percent(each.recall())));
            for (FileEvidence file : integers) {
                double recall = file.recalls().get(i);
                html.append("<td>").append(percent(recall)).append("</td>").append(change(recall - each.recall()));
            }
            html.append(String.format(Locale.ROOT, "<td>%,d</td></tr>", each.examples()));
        }
        return html.append(
                        "</table></div><p class=\"hint\">The share of a class's test images that is named right.</p>")
                .append("</section>")
                .toString();
    }

    private static String change(double share) {
        if (Double.isNaN(share)) {
            return "<td>undefined</td>";
        }
        String tone = share < 0 ? "worse" : "better";
        return share == 0 ? "<td>0</td>" : String.format(Locale.ROOT, "<td class=\"%s\">%+.2f</td>", tone, 100 * share);
    }

    private String layers() {
        if (evidence.layers().isEmpty()) {
            return "";
        }
        double highest = highest(evidence.layers().stream().mapToDouble(LayerEvidence::signalToNoise));
        double gain = highest(evidence.layers().stream().mapToDouble(LayerEvidence::gain));
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>What integers cost, layer by layer</h2>")
                .append("<div class=\"scroll\"><table class=\"numbers\"><tr><th>Layer</th><th>Gain if in floats</th>")
                .append("<th>Signal to noise</th><th>Saturated</th></tr>");
        for (LayerEvidence layer : evidence.layers()) {
            html.append("<tr><td>")
                    .append(Html.escape(layer.node()))
                    .append("</td>")
                    .append(bar(layer.gain() / gain, gain(layer.gain())))
                    .append(bar(
                            layer.signalToNoise() / highest,
                            Double.isFinite(layer.signalToNoise())
                                    ? String.format(Locale.ROOT, "%.1f dB", layer.signalToNoise())
                                    : "exact"))
                    .append("<td>")
                    .append(String.format(Locale.ROOT, "%.3f %%", 100 * layer.saturation()))
                    .append("</td></tr>");
        }
        return html.append(String.format(
                        Locale.ROOT,
                        "</table></div><p class=\"hint\">Measured on %,d images. Signal to noise: how much stronger a layer's numbers "
                                + "are than what they differ from those of floats, errors of all layers before included. Saturated: the share of "
                                + "numbers beyond the range of the integers. Gain: what the logits would win if this layer alone went back to "
                                + "floats.</p></section>",
                        evidence.layerImages()))
                .toString();
    }

    /** Decibels that the logits gain. */
    private static String gain(double decibels) {
        return decibels == Double.POSITIVE_INFINITY ? "all of it" : String.format(Locale.ROOT, "%+.2f dB", decibels);
    }

    private static double highest(DoubleStream values) {
        return Math.max(1e-9, values.filter(Double::isFinite).max().orElse(1));
    }

    private static String bar(double share, String text) {
        double width = 100 * Math.max(0, Math.min(1, Double.isNaN(share) ? 0 : share));
        return String.format(
                Locale.ROOT,
                "<td><span class=\"bar\" style=\"width:%.1f%%\"></span><span class=\"value\">%s</span></td>",
                width,
                text);
    }

    private String weights() {
        if (evidence.weights().isEmpty()) {
            return "";
        }
        boolean isEqualized =
                evidence.weights().stream().anyMatch(ranges -> !ranges.after().isEmpty());
        StringBuilder html = new StringBuilder(
                        "<section class=\"card\"><h2>How far weights reach</h2><p class=\"legend\">")
                .append("<span><i class=\"before\"></i>")
                .append(isEqualized ? "before equalization" : "by channel")
                .append("</span>")
                .append(isEqualized ? "<span><i class=\"after\"></i>after it</span>" : "")
                .append("</p><div class=\"densities\">");
        for (WeightRanges ranges : evidence.weights()) {
            html.append("<figure>")
                    .append(new WeightChart(ranges).toSvg())
                    .append("<figcaption><b>")
                    .append(Html.escape(ranges.node()))
                    .append("</b> ")
                    .append(spread(ranges))
                    .append("</figcaption></figure>");
        }
        return html.append(
                        "</div><p class=\"hint\">The largest absolute weight of each output channel, on a logarithmic scale; ")
                .append("the factor is that of the widest channel over the narrowest.</p></section>")
                .toString();
    }

    private static String spread(WeightRanges ranges) {
        String before = String.format(Locale.ROOT, "× %.1f", WeightRanges.spread(ranges.before()));
        return ranges.after().isEmpty()
                ? before
                : before + String.format(Locale.ROOT, " → × %.1f", WeightRanges.spread(ranges.after()));
    }

    private static String interval(Interval interval) {
        return Double.isNaN(interval.low())
                ? "undefined"
                : String.format(Locale.ROOT, "%.2f – %.2f %%", 100 * interval.low(), 100 * interval.high());
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "undefined" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
