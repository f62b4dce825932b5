package io.vedette.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BeltSplitTest {
    private static final List<String> LABELS = SyntheticPictures.LABELS;

    @Test
    void of_framesOfOneItemOrGap_areAllOnOneSide() {
        BeltSplit split = split(sampling(8, 0.1, 1));
        for (BeltPassage passage : passages(sampling(8, 0.1, 1))) {
            assertThat(passage.frames().stream().map(split::of).distinct()).hasSize(1);
        }
    }

    @Test
    void heldOut_isTheShareOfEachLabel() {
        // 40 items of either label and 81 gaps.
        assertThat(split(sampling(8, 0.1, 1)).heldOut().stream()
                        .collect(Collectors.groupingBy(BeltPassage::label, Collectors.counting())))
                .containsOnly(Map.entry("horizontal", 4L), Map.entry("vertical", 4L), Map.entry("empty", 8L));
    }

    @Test
    void heldOut_hangsOnTheSeedAlone() {
        List<BeltPassage> heldOut = split(sampling(8, 0.1, 1)).heldOut();
        assertThat(split(sampling(8, 0.1, 1)).heldOut()).isEqualTo(heldOut);
        assertThat(split(sampling(2, 0.1, 1)).heldOut()).isEqualTo(heldOut);
        assertThat(split(sampling(8, 0.1, 2)).heldOut()).isNotEqualTo(heldOut);
    }

    @Test
    void heldOut_largerShare_keepsWhatTheSmallerHeldOut() {
        assertThat(split(sampling(8, 0.3, 1)).heldOut())
                .containsAll(split(sampling(8, 0.1, 1)).heldOut());
    }

    @Test
    void heldOut_noShare_isNothing() {
        BeltSplit split = split(sampling(8, 0, 1));
        assertThat(split.heldOut()).isEmpty();
        assertThat(split.of(4)).isEqualTo(Split.TRAIN);
    }

    @Test
    void heldOut_itemNeverSeenAlone_isNotChosen() {
        List<BeltPassage> passages = List.of(
                new BeltPassage("vertical", List.of()),
                new BeltPassage("vertical", List.of()),
                new BeltPassage("vertical", List.of(7, 8)),
                new BeltPassage("vertical", List.of(20)));
        assertThat(new BeltSplit(passages, LABELS, sampling(8, 0.5, 1)).heldOut())
                .hasSize(1)
                .noneMatch(passage -> passage.frames().isEmpty());
    }

    @Test
    void sampling_writtenBeforeItHadAShare_isReadButNothingIsCalledUnseen() {
        byte[] json = "{\"framesPerItem\":8,\"emptyPerItem\":3.0,\"seed\":5}".getBytes(StandardCharsets.UTF_8);
        BeltSampling read = RecordJson.read(json, BeltSampling.class);
        assertThat(read.framesPerItem()).isEqualTo(8);
        assertThatThrownBy(() -> split(read)).isInstanceOf(UnknownShareException.class);

        BeltSampling written = sampling(8, 0.2, 5);
        assertThat(RecordJson.read(RecordJson.write(written), BeltSampling.class))
                .isEqualTo(written);
    }

    private static BeltSplit split(BeltSampling sampling) {
        return new BeltSplit(passages(sampling), LABELS, sampling);
    }

    private static List<BeltPassage> passages(BeltSampling sampling) {
        return new BeltPlan(BeltVideos.truth(80), sampling).passages();
    }

    private static BeltSampling sampling(int framesPerItem, double validationShare, long seed) {
        return new BeltSampling(framesPerItem, 3, validationShare, seed);
    }
}
