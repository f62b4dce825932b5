package io.vedette.simulator.belt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureSupplyTest {
    private static final int DRAWS = 3000;
    /** Five standard deviations of a share of a half. */
    private static final double TOLERANCE = 0.045;

    private final Random random = new Random(1);

    private static List<LabelledPicture> pictures(String label, int count) {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(new LabelledPicture(label, Path.of(label, i + ".png")));
        }
        return pictures;
    }

    private static List<LabelledPicture> known() {
        List<LabelledPicture> known = new ArrayList<>(pictures("bag", 4));
        known.addAll(pictures("coat", 9));
        known.addAll(pictures("shoe", 2));
        return known;
    }

    private static Map<String, Double> shares(PictureSupply supply) {
        Map<String, Double> shares = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            shares.merge(supply.take().label(), 1.0 / DRAWS, Double::sum);
        }
        return shares;
    }

    @Test
    void deck_takeAll_givesEachOnceThenEachAgain() {
        PictureDeck deck = new PictureDeck(known(), random);
        for (int round = 0; round < 2; round++) {
            List<LabelledPicture> taken = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                taken.add(deck.take());
            }
            assertThat(taken).containsExactlyInAnyOrderElementsOf(known());
        }
    }

    @Test
    void deck_discardLast_neverGivesItAgain() {
        PictureDeck deck = new PictureDeck(known(), random);
        deck.take();
        LabelledPicture bad = deck.take();

        deck.discardLast();

        assertThat(Collections.nCopies(40, deck).stream().map(PictureDeck::take))
                .doesNotContain(bad);
    }

    @Test
    void weighted_take_followsTheWeightsWhateverTheNumberOfPictures() {
        Map<String, Double> shares = shares(new WeightedSupply(known(), Map.of("coat", 1.5, "shoe", 0.0), random));

        assertThat(shares).containsOnlyKeys("bag", "coat");
        assertThat(shares.get("coat")).isCloseTo(0.6, within(TOLERANCE));
    }

    @Test
    void weighted_unknownLabel_isNamed() {
        assertThatThrownBy(() -> new WeightedSupply(known(), Map.of("hat", 3.0), random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[hat]")
                .hasMessageContaining("[bag, coat, shoe]");
    }

    @Test
    void weighted_noWeightAtAll_isAnError() {
        assertThatThrownBy(() -> new WeightedSupply(known(), Map.of("bag", 0.0, "coat", 0.0, "shoe", 0.0), random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all weights are 0");
    }

    @Test
    void joined_take_mixesInTheShare() {
        PictureSupply known = new PictureDeck(known(), random);
        PictureSupply added = new PictureDeck(pictures("gear", 5), random);

        assertThat(shares(new JoinedSupply(known, added, 0.3, random)).get("gear"))
                .isCloseTo(0.3, within(TOLERANCE));
    }

    @Test
    void joined_discardLast_discardsWhereItCameFrom() {
        PictureDeck known = new PictureDeck(known(), random);
        PictureDeck added = new PictureDeck(pictures("gear", 2), random);
        JoinedSupply joined = new JoinedSupply(known, added, 1, random);
        LabelledPicture bad = joined.take();

        joined.discardLast();

        assertThat(Collections.nCopies(5, joined).stream().map(JoinedSupply::take))
                .doesNotContain(bad);
    }
}
