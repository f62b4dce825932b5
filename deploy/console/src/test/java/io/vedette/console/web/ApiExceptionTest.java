package io.vedette.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.BundleException;
import io.vedette.core.bundle.BundleException.Check;
import org.junit.jupiter.api.Test;

final class ApiExceptionTest {
    @Test
    void badBundle_eachCheck_isNamedAsDevicesNameIt() {
        for (Check check : Check.values()) {
            ApiException refusal = ApiException.badBundle(new BundleException(check, "No good"));
            assertThat(refusal.body().message()).isEqualTo("No good (check: " + check.id() + ")");
        }
    }
}
