package io.vedette.core.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.json.JsonFormatException;
import org.junit.jupiter.api.Test;

class DriftReferenceTest {
    @Test
    void fromJson_whatWasWritten_isEqual() {
        DriftReference reference = TestReference.whole();

        assertThat(DriftReference.fromJson(reference.toJson())).isEqualTo(reference);
    }

    @Test
    void fromJson_newerMajor_isRefused() {
        String json =
                new String(TestReference.whole().toJson(), UTF_8).replace("\"schema\":\"1.0\"", "\"schema\":\"2.0\"");

        assertThatThrownBy(() -> DriftReference.fromJson(json.getBytes(UTF_8)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("2.0");
    }

    @Test
    void fromJson_partMissing_isRefused() {
        String json = new String(TestReference.whole().toJson(), UTF_8).replace("\"classMix\"", "\"mix\"");

        assertThatThrownBy(() -> DriftReference.fromJson(json.getBytes(UTF_8)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("classMix");
    }

    @Test
    void fromJson_notFinite_isRefused() {
        String json = new String(TestReference.whole().toJson(), UTF_8)
                .replaceFirst("\"deviation\":[0-9.]+", "\"deviation\":\"NaN\"");

        assertThatThrownBy(() -> DriftReference.fromJson(json.getBytes(UTF_8))).isInstanceOf(JsonFormatException.class);
    }

    @Test
    void findNumber_thatItLacks_isEmpty() {
        assertThat(TestReference.whole().findNumber(Signal.CONFIDENCE)).isPresent();
        assertThat(TestReference.whole().findNumber(Signal.SCENE)).isEmpty();
    }
}
