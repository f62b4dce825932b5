package io.vedette.console.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BrokerAddressTest {
    @Test
    void parse_withoutPort_isTheUsualOne() {
        assertThat(BrokerAddress.parse("mqtt://broker.local"))
                .isEqualTo(new BrokerAddress("broker.local", 1883, false));
        assertThat(BrokerAddress.parse("mqtts://broker.local"))
                .isEqualTo(new BrokerAddress("broker.local", 8883, true));
        assertThat(BrokerAddress.parse("mqtt://10.0.0.7:1884")).hasToString("mqtt://10.0.0.7:1884");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "broker.local",
                "http://broker.local",
                "mqtt://",
                "mqtt://a:99999",
                "mqtt://u:p@a",
                "mqtt://a/b"
            })
    void parse_somethingElse_isRefused(String text) {
        assertThatThrownBy(() -> BrokerAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
