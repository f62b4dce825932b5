package io.vedette.core.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of a device or camera within topics: lower-case letters, digits and dashes, at most 63. */
public record DeviceId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    @JsonCreator
    public DeviceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "id is not 1 to 63 lower-case letters, digits and dashes: '" + value + "'");
        }
    }

    /** Whether {@code value} may stand in a topic as a device's or camera's name. */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
