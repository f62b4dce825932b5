package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.data.PixelNormalisation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PixelTextTest {
    private final PixelText text = new PixelText();

    @Test
    void convert_eachForm_isUnderstood() {
        assertThat(text.convert("imagenet")).isEqualTo(PixelNormalisation.IMAGENET);
        assertThat(text.convert("-1..1")).isEqualTo(PixelNormalisation.ofRange(-1, 1));
        assertThat(text.convert("-1.5e1..2.5")).isEqualTo(PixelNormalisation.ofRange(-15, 2.5f));
        assertThat(text.convert("0.5,0.4,0.3/1,2,3"))
                .isEqualTo(new PixelNormalisation(List.of(0.5f, 0.4f, 0.3f), List.of(1f, 2f, 3f)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1..", "1..0", "a..b", "1,2/1", "1/0", "NaN/1", "1..2..3"})
    void convert_anythingElse_isRefusedWithTheForms(String wrong) {
        assertThatThrownBy(() -> text.convert(wrong))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + wrong + "'")
                .hasMessageContaining("LOW..HIGH");
    }
}
