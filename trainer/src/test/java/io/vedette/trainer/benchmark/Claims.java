package io.vedette.trainer.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured beside what is wanted, printed as it comes. */
final class Claims {
    private final PrintStream out;
    private final List<String> missed = new ArrayList<>();

    Claims(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.printf("%n%s%n", text);
    }

    void note(String format, Object... arguments) {
        out.printf(Locale.ROOT, "  " + format + "%n", arguments);
    }

    /** A number that may be at most so much. */
    void atMost(String name, double measured, double limit, String unit) {
        claim(name, measured, "at most", limit, unit, measured <= limit);
    }

    /** A number that must be at least so much. */
    void atLeast(String name, double measured, double limit, String unit) {
        claim(name, measured, "at least", limit, unit, measured >= limit);
    }

    private void claim(String name, double measured, String relation, double limit, String unit, boolean isHeld) {
        String verdict = isHeld ? "held" : "NOT HELD";
        out.printf(Locale.ROOT, "  %-66s %10.4g %s, %s %.4g: %s%n", name, measured, unit, relation, limit, verdict);
        if (!isHeld) {
            missed.add(name);
        }
    }

    /** The claims that were not held. */
    List<String> missed() {
        return List.copyOf(missed);
    }
}
