package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.VariantEvidence;
import org.junit.jupiter.api.Test;

class VariantTableTest {
    @Test
    void describe_integerVariant_tellsHowSureItsFiguresAre() {
        assertThat(VariantTable.describe(
                        new VariantEvidence(10_000, 0.9012, 0.9134, 0.0021, -0.0005, 0.0047, 0.31, 22, 21)))
                .isEqualTo(
                        "on 10,000 pictures, with 95 % confidence: accuracy 90.12 to 91.34 %, "
                                + "drop -0.05 to 0.47 points about 0.21; 21 of 22 layers in integers on the exporting machine, 0.31 ms by two threads");
    }

    @Test
    void describe_variantInFloats_hasNoLayersToCount() {
        assertThat(VariantTable.describe(new VariantEvidence(60, 0.9, 1, 0, 0, 0, 0.31, null, null)))
                .endsWith("points about 0.00; 0.31 ms by two threads");
    }
}
