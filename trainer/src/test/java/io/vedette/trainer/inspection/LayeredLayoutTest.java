package io.vedette.trainer.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.inspection.LayeredLayout.Edge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LayeredLayoutTest {
    /** Half a pixel is not seen. */
    private static final Offset<Double> STRAIGHT = Offset.offset(0.5);

    /** A line that leans by so much over a rank looks upright. */
    private static final Offset<Double> UPRIGHT = Offset.offset(4.0);

    @Test
    void layout_chain_isStraight() {
        LayeredLayout layout = new LayeredLayout(List.of(100.0, 180.0, 60.0), List.of(new Edge(0, 1), new Edge(1, 2)));

        assertThat(layout.rank(2)).isEqualTo(2);
        assertThat(layout.x(0)).isCloseTo(layout.x(1), STRAIGHT);
        assertThat(layout.x(2)).isCloseTo(layout.x(1), STRAIGHT);
        assertThat(layout.width()).isCloseTo(180, STRAIGHT);
    }

    @Test
    void layout_edgeOverSeveralRanks_bendsBesideTheBoxesBetween() {
        LayeredLayout layout = new LayeredLayout(
                List.of(100.0, 100.0, 100.0, 100.0),
                List.of(new Edge(0, 1), new Edge(1, 2), new Edge(2, 3), new Edge(0, 3)));

        double[] path = layout.path(3);
        assertThat(path).hasSize(4);
        assertThat(Math.abs(path[1] - layout.x(1))).isGreaterThan(50);
        assertThat(Math.abs(path[2] - layout.x(2))).isGreaterThan(50);
        assertThat(path[1]).isCloseTo(path[2], UPRIGHT);
    }

    @Test
    void layout_exchangedBranches_doNotCross() {
        // The branches end in the other order than they begin in.
        LayeredLayout layout = new LayeredLayout(
                Collections.nCopies(7, 80.0),
                List.of(
                        new Edge(0, 1),
                        new Edge(0, 2),
                        new Edge(0, 3),
                        new Edge(3, 4),
                        new Edge(2, 5),
                        new Edge(1, 6)));

        assertThat(Double.compare(layout.x(1), layout.x(2))).isEqualTo(Double.compare(layout.x(6), layout.x(5)));
        assertThat(Double.compare(layout.x(2), layout.x(3))).isEqualTo(Double.compare(layout.x(5), layout.x(4)));
    }

    @Test
    void layout_randomGraphs_keepBoxesApartAndEdgesDownward() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<Double> widths = new ArrayList<>();
            List<Edge> edges = new ArrayList<>();
            for (int box = 0; box < 40; box++) {
                widths.add(40 + 200 * random.nextDouble());
                for (int i = 0; box > 0 && i < 1 + random.nextInt(3); i++) {
                    edges.add(new Edge(Math.max(0, box - 1 - random.nextInt(6)), box));
                }
            }
            List<Edge> distinct = edges.stream().distinct().toList();

            LayeredLayout layout = new LayeredLayout(widths, distinct);

            assertThat(distinct).allMatch(edge -> layout.rank(edge.from()) < layout.rank(edge.to()));
            for (int first = 0; first < widths.size(); first++) {
                assertThat(layout.x(first) - widths.get(first) / 2).isGreaterThan(-0.001);
                assertThat(layout.x(first) + widths.get(first) / 2).isLessThan(layout.width() + 0.001);
                for (int second = 0; second < first; second++) {
                    if (layout.rank(first) == layout.rank(second)) {
                        assertThat(Math.abs(layout.x(first) - layout.x(second)))
                                .isGreaterThan((widths.get(first) + widths.get(second)) / 2);
                    }
                }
            }
        }
    }

    @Test
    void layout_manyUnequalBlocks_stayBelowEachOther() {
        List<Double> widths = new ArrayList<>(List.of(100.0));
        List<Edge> edges = new ArrayList<>();
        for (int block = 0; block < 40; block++) {
            int start = widths.size() - 1;
            widths.addAll(List.of(230.0, 230.0, 100.0, 100.0));
            // One way of two boxes, one of one, whose long edge pulls to its side.
            edges.addAll(List.of(
                    new Edge(start, start + 1),
                    new Edge(start + 1, start + 2),
                    new Edge(start + 2, start + 4),
                    new Edge(start, start + 3),
                    new Edge(start + 3, start + 4)));
        }

        LayeredLayout layout = new LayeredLayout(widths, edges);

        // A block is 230 + 24 + 100 wide.
        assertThat(layout.width()).isLessThan(2 * 354);
    }

    @Test
    void layout_edgeBack_isRefused() {
        assertThatThrownBy(() -> new LayeredLayout(List.of(1.0, 1.0), List.of(new Edge(1, 0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void layout_tooManyBends_isRefusedBeforeTheyAreMade() {
        List<Double> widths = Collections.nCopies(1000, 10.0);
        List<Edge> edges = new ArrayList<>();
        for (int box = 1; box < widths.size(); box++) {
            edges.add(new Edge(box - 1, box));
            edges.add(new Edge(0, box));
        }

        assertThatThrownBy(() ->
                        new LayeredLayout(widths, edges.stream().distinct().toList()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 50000");
    }
}
