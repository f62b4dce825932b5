package io.vedette.trainer.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTextTest {
    @Test
    void shortened_longName_keepsItsEnd() {
        assertThat(NetworkText.shortened("block1/conv", 11)).isEqualTo("block1/conv");
        assertThat(NetworkText.shortened("block12/conv", 11)).isEqualTo("…ock12/conv");
    }

    @Test
    void shortened_withinACharacterOfTwo_leavesItOut() {
        String camera = "\uD83D\uDCF7";

        assertThat(NetworkText.shortened("net/" + camera + "conv", 6)).isEqualTo("…conv");
        assertThat(NetworkText.shortened("net/" + camera + "conv", 7)).isEqualTo("…" + camera + "conv");
    }

    @Test
    void shape_sizes_areJoined() {
        assertThat(NetworkText.shape(List.of(3, 32, 24))).isEqualTo("3×32×24");
    }
}
