package io.vedette.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.drift.FalseAlarmBudget;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Signal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final List<String> LABELS = List.of("cat", "<script>alert('x')</script>", "owl");

    private final Evaluation evaluation =
            Evaluation.of(LABELS, new int[] {0, 0, 1, 1}, new float[][] {{2, 0, 0}, {0, 1, 0}, {3, 0, 0}, {0, 4, 0}});

    @Test
    void toHtml_namesFromOutside_cannotBecomeMarkup() {
        String html = html(evaluation);
        assertThat(html).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    }

    @Test
    void toHtml_needsNothingBesideIt() {
        assertThat(html(evaluation))
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("<link");
    }

    @Test
    void toHtml_showsMetricsCurvesPicturesAndProvenance() {
        assertThat(html(evaluation))
                .contains("50.00 %")
                .contains("undefined")
                .contains("<polyline")
                .contains("data:image/png;base64,iVBOR")
                .contains("photo-17.jpg")
                .contains("<dt>Seed</dt><dd>42</dd>")
                .contains("taken for cat: 1 (50.00 %)");
    }

    @Test
    void toHtml_networkTrainedFurther_showsWhatChanged() {
        assertThat(html(evaluation))
                .contains("&lt;b&gt;first")
                .contains("<b>25.00 %</b> to <b>50.00 %</b>")
                .contains("2 wrong answers were mended and 1 right ones spoiled")
                .contains("75.00 %");
    }

    @Test
    void toHtml_driftReference_showsDensitiesAndTheMixOfWhatIsNotBackground() {
        assertThat(html(evaluation))
                .contains("1,200 pictures, one of each thing and gap</b> (&lt;b&gt;.mp4)")
                .contains("<b>confidence</b> 0.500")
                .contains("<rect class=\"column\"")
                .contains("<td>75.0 %</td><td>300</td>")
                .contains("<i style=\"width:33.3%\"></i></td><td>25.0 %</td>")
                .contains("Left out as background: owl")
                .doesNotContain("<tr><th>owl</th><td class=\"share\">");
    }

    @Test
    void toHtml_allRight_hasNoGallery() {
        Evaluation perfect = Evaluation.of(LABELS, new int[] {0}, new float[][] {{1, 0, 0}});
        Report report = new Report("run", "test", perfect, List.of(), List.of(), List.of(), null, null, Map.of());
        assertThat(new HtmlReport(report).toHtml())
                .doesNotContain("<figure")
                .doesNotContain("training further")
                .doesNotContain("drift");
    }

    private static DriftFigures drift() {
        double[] values = IntStream.range(0, 400).mapToDouble(i -> i / 399.0).toArray();
        return new DriftFigures(
                "<b>.mp4",
                1200,
                LABELS,
                List.of("owl"),
                60,
                480,
                FalseAlarmBudget.DEFAULT,
                List.of(300L, 100L, 0L),
                List.of(),
                List.of(NumberReference.of(Signal.CONFIDENCE, values)),
                32,
                List.of());
    }

    private static String html(Evaluation evaluation) {
        Prediction wrong = evaluation.wrong().get(0);
        GalleryEntry entry = new GalleryEntry(wrong, "photo-17.jpg", new ReportPicture(2, 2, new byte[12]));
        return new HtmlReport(new Report(
                        "run",
                        "test split",
                        evaluation,
                        List.of(
                                new Curve("training", List.of(1.0, 0.5)),
                                new Curve("validation", List.of(Double.NaN, 0.6))),
                        List.of(new Curve("training", List.of(0.5, 0.7))),
                        List.of(entry),
                        new Improvement(
                                "<b>first",
                                4,
                                0.25,
                                0.5,
                                2,
                                1,
                                List.of(new Improvement.ClassChange("cat", 2, Double.NaN, 0.75))),
                        drift(),
                        Map.of("Seed", "42")))
                .toHtml();
    }
}
