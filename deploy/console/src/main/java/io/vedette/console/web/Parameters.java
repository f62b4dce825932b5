package io.vedette.console.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Checks the parameters of requests. */
final class Parameters {
    private Parameters() {}

    static void requireBetween(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw ApiException.badParameter(name, Integer.toString(value), "1 to " + max);
        }
    }

    static Instant requireTime(String name, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw ApiException.badParameter(name, value, "a time such as 2026-11-01T12:00:00Z");
        }
    }
}
