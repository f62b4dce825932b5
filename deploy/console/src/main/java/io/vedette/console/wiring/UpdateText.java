package io.vedette.console.wiring;

import io.vedette.console.fleet.UpdateSummary;
import java.util.Locale;

/** An update in a line. */
final class UpdateText {
    private UpdateText() {}

    static String of(UpdateSummary update) {
        StringBuilder text =
                new StringBuilder(update.step().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (update.chunks() != null) {
            text.append(' ')
                    .append(update.chunks().done())
                    .append(" of ")
                    .append(update.chunks().total())
                    .append(" chunks");
        }
        if (update.check() != null) {
            text.append(" by check ").append(printable(update.check()));
        }
        if (!update.reason().isEmpty()) {
            text.append(": ").append(printable(update.reason()));
        }
        return text.toString();
    }

    /** A device's words may hold anything, also what a terminal obeys. */
    private static String printable(String words) {
        return words.replaceAll("\\p{Cntrl}", " ");
    }
}
