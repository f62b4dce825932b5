package io.vedette.trainer.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.evaluation.Interval;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.evidence.IntegerCoverage.Leftover;
import io.vedette.trainer.evidence.RungEvidence.Cost;
import io.vedette.trainer.quantization.LayerEvidence;
import io.vedette.trainer.quantization.Obstacle;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvidencePageTest {
    private static final IntegerCoverage COVERAGE = new IntegerCoverage(
            3,
            List.of(new Leftover("stem<1>", "Conv", "Clip reads its result before it becomes integers")),
            List.of("HardSwish", "Softmax", "HardSwish"));

    @Test
    void toHtml_showsEachFigureInItsUnit() {
        String html = new EvidencePage(evidence()).toHtml();

        assertThat(html)
                .contains("<b>80.00 %</b>")
                .contains("onnx-int8 drop</span><b>20.00 points</b>")
                .contains("ONNX Runtime 9")
                .contains("1,234")
                .contains("0.250 ms")
                .contains("0.125 ms")
                .contains("2 of 3")
                .contains("2 of 3 integer on this machine")
                .contains("not stem&lt;1&gt; (Conv): Clip reads its result before it becomes integers")
                .contains("those that the recipe left in floats too")
                .contains("beside the layers: HardSwish × 2, Softmax × 1")
                .contains("undefined")
                .contains("<td class=\"worse\">-40.00</td>")
                .contains("<td>undefined</td><td>undefined</td><td>undefined</td><td>0</td>")
                .contains("all of it")
                .doesNotContain("Infinity")
                .contains("23.5 dB")
                .contains("exact")
                .contains("0.125 %")
                .contains("+1.25 dB")
                .contains("× 100.0 → × 2.0")
                .contains("<tr class=\"total\"><td>equalized<br>");
    }

    @Test
    void toHtml_drops_areHeadedWithTheirIntervalInNumbersAndTheOneAllowed() {
        assertThat(new EvidencePage(evidence()).toHtml())
                .doesNotContain("<th></th>")
                .containsSubsequence(
                        "The files", "<th>95 % interval of the drop</th>", "20.00<br><small>allowed 30.00</small>")
                .contains("<small>-10.00 to 50.00</small>", "<line class=\"limit\"")
                .containsSubsequence(
                        "The ladder",
                        "<th>95 % interval of the drop</th>",
                        "40.00<br><small>allowed 25.00</small>",
                        "<small>20.00 to 50.00</small>");
    }

    @Test
    void toHtml_dropAllowedFarBeyondAnySeen_keepsTheScale() {
        IntervalChart chart = new IntervalChart(Stream.of(new Interval(-0.01, 0.02)));

        assertThat(chart.toSvg(0, new Interval(-0.01, 0.02), 0.4)).doesNotContain("limit");
        assertThat(chart.toSvg(0, new Interval(-0.01, 0.02), 0.02)).contains("limit");
    }

    @Test
    void toHtml_needsNothingBesideItAndTrustsNoName() {
        assertThat(new EvidencePage(evidence()).toHtml())
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("<script")
                .doesNotContain("<1>")
                .contains("&lt;b&gt;run");
    }

    @Test
    void toHtml_nothingBeyondTheFiles_leavesTheirSectionsOut() {
        ExportEvidence all = evidence();
        ExportEvidence few = new ExportEvidence(
                all.title(),
                all.subject(),
                List.of(),
                all.accuracy(),
                all.testImages(),
                all.classes(),
                all.files(),
                List.of(),
                0,
                List.of(),
                LadderEvidence.NONE);

        assertThat(new EvidencePage(few).toHtml())
                .contains("The files")
                .doesNotContain("No bundle")
                .doesNotContain("ladder")
                .doesNotContain("layer by layer")
                .doesNotContain("weights reach");
    }

    @Test
    void toHtml_ladderThatFailed_showsRungsAndObstaclesAlone() {
        LadderEvidence failed = new LadderEvidence(
                25,
                List.of(rung("min/max", 0.4, new Interval(0.2, 0.5), false)),
                List.of(new Obstacle("stem<1>", 12.5, 3.5), new Obstacle("pool", -0.25, 0)));

        assertThat(new EvidencePage(new ExportEvidence(
                                "title",
                                "subject",
                                List.of("<1> drops", "later"),
                                Double.NaN,
                                0,
                                List.of(),
                                List.of(),
                                List.of(),
                                0,
                                List.of(),
                                failed))
                        .toHtml())
                .containsSubsequence(
                        "<h2>No bundle of title was written</h2>",
                        "<li>&lt;1&gt; drops</li><li>later</li>",
                        "The ladder")
                .contains("min/max", "none was good enough")
                .contains("What stands in the way", "stem&lt;1&gt;", "12.50", "+3.50 dB", "-0.25")
                .doesNotContain("The files")
                .doesNotContain("Test images")
                .doesNotContain("Class by class")
                .doesNotContain("really execute")
                .doesNotContain("NaN");
    }

    @Test
    void toHtml_filesInFloatsAlone_haveNothingToSayOfIntegers() {
        ExportEvidence floats = new ExportEvidence(
                "title",
                "subject",
                List.of(),
                0.8,
                5,
                classes(),
                List.of(file("onnx-fp32", List.of(0.8, Double.NaN), null)),
                List.of(),
                0,
                List.of(),
                LadderEvidence.NONE);

        assertThat(new EvidencePage(floats).toHtml())
                .contains("The files", "onnx-fp32")
                .doesNotContain("Class by class")
                .doesNotContain("really execute");
    }

    @Test
    void evidence_recallsOfOtherClasses_areRefused() {
        FileEvidence file = file("onnx-int8", List.of(1.0), null);
        assertThatThrownBy(() -> new ExportEvidence(
                        "title",
                        "subject",
                        List.of(),
                        1,
                        5,
                        classes(),
                        List.of(file),
                        List.of(),
                        0,
                        List.of(),
                        LadderEvidence.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("onnx-int8 has 1 recalls for 2 classes");
    }

    private static ExportEvidence evidence() {
        return new ExportEvidence(
                "<b>run",
                "subject",
                List.of(),
                0.8,
                5,
                classes(),
                List.of(
                        file("onnx-fp32", List.of(0.8, Double.NaN), null),
                        file("onnx-int8", List.of(0.4, Double.NaN), COVERAGE)),
                List.of(
                        new LayerEvidence("stem<1>", 23.5, 0.00125, 1.25, 30),
                        new LayerEvidence("pool", Double.POSITIVE_INFINITY, 0, 0, 40),
                        new LayerEvidence("logits", 40, 0, Double.POSITIVE_INFINITY, 40)),
                16,
                List.of(new WeightRanges("stem<1>", List.of(0.01, 1.0, 0.0), List.of(0.5, 1.0, 0.0))),
                new LadderEvidence(
                        25,
                        List.of(
                                rung("min/max", 0.4, new Interval(0.2, 0.5), false),
                                rung("equalized", 0.2, new Interval(-0.1, 0.5), true)),
                        List.of()));
    }

    private static RungEvidence rung(String name, double drop, Interval interval, boolean isChosen) {
        return new RungEvidence(name, List.of(new Cost("onnx-int8", drop, interval, 0.5)), isChosen);
    }

    private static List<ClassEvidence> classes() {
        return List.of(new ClassEvidence("cat", 5, 0.8), new ClassEvidence("owl", 0, Double.NaN));
    }

    private static FileEvidence file(String id, List<Double> recalls, @Nullable IntegerCoverage coverage) {
        ParityCheck parity = new ParityCheck(5, 0.5, 0.1, 0.6, 0.8, 0.6, new Interval(-0.1, 0.5));
        return new FileEvidence(id, "ONNX Runtime 9", 1234, parity, 30, recalls, 0.25, 0.125, coverage);
    }
}
