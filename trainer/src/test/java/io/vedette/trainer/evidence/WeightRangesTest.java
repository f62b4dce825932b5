package io.vedette.trainer.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.RescaledChannels;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.quantization.Equalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightRangesTest {
    @Test
    void of_rescaledAndEqualizedNetwork_tellsThatEqualizationEvensChannels() {
        Graph folded = new FoldBatchNorm().apply(new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 10, 7));
        Graph rescaled = RescaledChannels.of(folded, 5);
        Graph equalized = new Equalizer(1).equalize(rescaled, Pictures.random(folded.input(), 8, 3));

        List<WeightRanges> ranges = WeightRanges.of(rescaled, equalized);

        assertThat(ranges).isNotEmpty().allSatisfy(each -> assertThat(each.after())
                .hasSameSizeAs(each.before()));
        double before = ranges.stream()
                .mapToDouble(each -> WeightRanges.spread(each.before()))
                .max()
                .orElse(0);
        double after = ranges.stream()
                .mapToDouble(each -> WeightRanges.spread(each.after()))
                .max()
                .orElse(0);
        assertThat(before).isGreaterThan(100);
        assertThat(after).isLessThan(before / 10);
    }

    @Test
    void spread_leavesDeadChannelsOut() {
        assertThat(WeightRanges.spread(List.of(0.0, 0.5, 2.0))).isCloseTo(4, within(1e-12));
        assertThat(WeightRanges.spread(List.of(0.0))).isEqualTo(1);
    }
}
