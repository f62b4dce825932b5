package io.vedette.trainer.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;

/** A report as one HTML file that needs nothing beside it. */
public final class HtmlReport {
    private final Report report;
    private final ConfusionMatrix matrix;

    public HtmlReport(Report report) {
        this.report = report;
        this.matrix = report.evaluation().matrix();
    }

    /** The file's text. */
    public String toHtml() {
        return HtmlPage.of(
                report.title(),
                report.subject(),
                List.of(summary(), curves(), improvement(), confusion(), classes(), gallery(), drift(), provenance()));
    }

    private String summary() {
        Interval interval = ConfusionMetrics.accuracyInterval(matrix);
        return "<section class=\"tiles\">"
                + HtmlPage.tile("Accuracy", percent(ConfusionMetrics.accuracy(matrix)))
                + HtmlPage.tile("95 % interval", percent(interval.low()) + " – " + percent(interval.high()))
                + HtmlPage.tile("Macro F1", percent(ConfusionMetrics.macroF1(matrix)))
                + HtmlPage.tile("Examples", String.format(Locale.ROOT, "%,d", matrix.total()))
                + HtmlPage.tile("Wrong", String.format(Locale.ROOT, "%,d", matrix.total() - matrix.right()))
                + "</section>";
    }

    private String curves() {
        return "<section class=\"pair\">" + chart("Loss", report.loss()) + chart("Accuracy", report.accuracy())
                + "</section>";
    }

    private static String chart(String title, List<Curve> curves) {
        LineChart chart = new LineChart(curves);
        return "<div class=\"card\"><h2>" + title + " by epoch</h2>" + chart.toSvg(title) + chart.legend() + "</div>";
    }

    private String improvement() {
        Improvement improvement = report.improvement();
        if (improvement == null) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>What training further changed</h2>")
                .append(String.format(
                        Locale.ROOT,
                        "<p>Since run %s the accuracy on %,d validation images went from <b>%s</b> to <b>%s</b>: "
                                + "%,d wrong answers were mended and %,d right ones spoiled.</p>",
                        Html.escape(improvement.parent()),
                        improvement.examples(),
                        percent(improvement.accuracyBefore()),
                        percent(improvement.accuracyAfter()),
                        improvement.mended(),
                        improvement.spoiled()))
                .append("<div class=\"scroll\"><table class=\"numbers\"><tr><th>Class</th><th>Recall before</th>")
                .append("<th>Recall after</th><th>Examples</th></tr>");
        for (Improvement.ClassChange change : improvement.classes()) {
            html.append("<tr><td>").append(Html.escape(change.label())).append("</td>");
            html.append(bar(change.recallBefore())).append(bar(change.recallAfter()));
            html.append("<td>").append(change.examples()).append("</td></tr>");
        }
        return html.append("</table></div></section>").toString();
    }

    private String confusion() {
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>Confusion matrix</h2>")
                .append("<p class=\"hint\">Rows are what the picture shows, columns what the network said; ")
                .append(
                        "the colour is the share of the row.</p><div class=\"scroll\"><table class=\"heat\"><tr><th></th>");
        for (String label : matrix.labels()) {
            html.append("<th class=\"column\"><span>")
                    .append(Html.escape(label))
                    .append("</span></th>");
        }
        html.append("</tr>");
        for (int truth = 0; truth < matrix.classes(); truth++) {
            html.append("<tr><th>")
                    .append(Html.escape(matrix.labels().get(truth)))
                    .append("</th>");
            for (int predicted = 0; predicted < matrix.classes(); predicted++) {
                html.append(cell(truth, predicted));
            }
            html.append("</tr>");
        }
        return html.append("</table></div></section>").toString();
    }

    private String cell(int truth, int predicted) {
        long count = matrix.count(truth, predicted);
        double share = matrix.support(truth) == 0 ? 0 : (double) count / matrix.support(truth);
        // The root makes rare confusions visible beside the diagonal.
        double strength = Math.sqrt(share);
        String rgb = truth == predicted ? "37,99,235" : "220,38,38";
        return "<td style=\"background:rgba(%s,%.3f)%s\" title=\"%s taken for %s: %d (%s)\">%s</td>"
                .formatted(
                        rgb,
                        strength,
                        strength > 0.6 ? ";color:#fff" : "",
                        Html.escape(matrix.labels().get(truth)),
                        Html.escape(matrix.labels().get(predicted)),
                        count,
                        percent(share),
                        count == 0 ? "" : String.valueOf(count));
    }

    private String classes() {
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>Classes</h2><div class=\"scroll\">")
                .append("<table class=\"numbers\"><tr><th>Class</th><th>Precision</th><th>Recall</th><th>F1</th>")
                .append("<th>Examples</th></tr>");
        for (int i = 0; i < matrix.classes(); i++) {
            html.append("<tr><td>").append(Html.escape(matrix.labels().get(i))).append("</td>");
            html.append(bar(i, ConfusionMetrics::precision));
            html.append(bar(i, ConfusionMetrics::recall));
            html.append(bar(i, ConfusionMetrics::f1));
            html.append("<td>").append(matrix.support(i)).append("</td></tr>");
        }
        html.append("<tr class=\"total\"><td>Macro average</td><td>")
                .append(percent(ConfusionMetrics.macroPrecision(matrix)))
                .append("</td><td>")
                .append(percent(ConfusionMetrics.macroRecall(matrix)))
                .append("</td><td>")
                .append(percent(ConfusionMetrics.macroF1(matrix)))
                .append("</td><td>")
                .append(matrix.total())
                .append("</td></tr></table></div>");
        return html.append(
                        "<p class=\"hint\">A metric that divides by nothing is undefined and left out of the averages.</p>")
                .append("</section>")
                .toString();
    }

    private String bar(int classIndex, ToDoubleBiFunction<ConfusionMatrix, Integer> metric) {
        return bar(metric.applyAsDouble(matrix, classIndex));
    }

    private static String bar(double value) {
        double width = Double.isNaN(value) ? 0 : 100 * value;
        return "<td><span class=\"bar\" style=\"width:%.1f%%\"></span><span class=\"value\">%s</span></td>"
                .formatted(width, percent(value));
    }

    private String gallery() {
        if (report.wrong().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>Wrong, and most sure of it</h2>")
                .append("<div class=\"gallery\">");
        for (GalleryEntry entry : report.wrong()) {
            Prediction prediction = entry.prediction();
            html.append("<figure><img alt=\"\" src=\"")
                    .append(entry.picture().toDataUri())
                    .append("\"><figcaption><b>")
                    .append(Html.escape(matrix.labels().get(prediction.truth())))
                    .append("</b><br>taken for ")
                    .append(Html.escape(matrix.labels().get(prediction.predicted())))
                    .append("<br><small>")
                    .append(percent(prediction.confidence()))
                    .append(" · ")
                    .append(Html.escape(entry.exampleName()))
                    .append("</small></figcaption></figure>");
        }
        return html.append("</div></section>").toString();
    }

    private String drift() {
        return report.drift() == null ? "" : new DriftSection(report.drift()).toHtml();
    }

    private String provenance() {
        StringBuilder html = new StringBuilder("<section class=\"card\"><h2>Where it comes from</h2><dl>");
        report.provenance().forEach((name, value) -> html.append("<dt>")
                .append(Html.escape(name))
                .append("</dt><dd>")
                .append(Html.escape(value))
                .append("</dd>"));
        return html.append("</dl></section>").toString();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "undefined" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
