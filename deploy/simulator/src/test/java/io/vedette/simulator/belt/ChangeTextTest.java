package io.vedette.simulator.belt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ChangeTextTest {
    private final ChangeText text = new ChangeText();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "light=0.6",
                "blur=0.02",
                "cover=0.9",
                "moved=0.1,-0.05",
                "frozen=on",
                "frozen=off",
                "mix=Ankle boot=0,Bag=5",
                "objects=0.5,parts"
            })
    void convert_everyKind_isReadAsItIsWritten(String change) {
        Change read = text.convert("500:" + change);

        assertThat(read.fromItem()).isEqualTo(500);
        assertThat(read.text()).isEqualTo(change);
    }

    @Test
    void convert_values_areKept() {
        assertThat(text.convert("3:moved=0.1,-0.05")).isEqualTo(new Change.Moved(3, 0.1, -0.05));
        assertThat(text.convert("3:mix=Bag=5, Coat=0.5")).isEqualTo(new Change.Mix(3, Map.of("Bag", 5.0, "Coat", 0.5)));
        assertThat(text.convert("3:objects=0.25,/tmp/a,b=c"))
                .isEqualTo(new Change.Objects(3, 0.25, Path.of("/tmp/a,b=c")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "light=0.6 | ITEM:KIND=VALUE",
                "5:light | ITEM:KIND=VALUE",
                "x:light=1 | no number: 'x'",
                "5.5:light=1 | no whole number: '5.5'",
                "5:lihgt=1 | 'lihgt'",
                "5:light=bright | no number: 'bright'",
                "5:light=9 | light is not from 0 to 4: 9",
                "5:blur=NaN | blur is not from 0 to 0.25: NaN",
                "5:cover=1.5 | cover is not from 0 to 1: 1.5",
                "5:moved=0.1 | RIGHT,DOWN",
                "5:moved=0.1,3 | move down is not from -0.5 to 0.5: 3",
                "5:frozen=yes | on or off: 'yes'",
                "5:mix=Bag | LABEL=WEIGHT: 'Bag'",
                "5:mix=Bag=-1 | weight is not from 0 to 1000: -1",
                "5:objects=parts | SHARE,FOLDER"
            })
    void convert_malformed_saysWhatIsWrong(String change, String message) {
        assertThatThrownBy(() -> text.convert(change))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining(message);
    }
}
