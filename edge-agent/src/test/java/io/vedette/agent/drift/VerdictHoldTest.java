package io.vedette.agent.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Verdict;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictHoldTest {
    /** Each letter is what one evaluation finds, and below what is told after it. */
    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of("a weak alarm is looked at twice", "i o l l", "i o o L"),
                Arguments.of("one weak alarm is none", "o l o l o", "o o o o o"),
                Arguments.of("what needs no second look is told at once", "o S", "o L"),
                Arguments.of("the first weak alarm before any other verdict", "i l l", "i o L"),
                Arguments.of("a warning, then worse, is told as the worse", "o w l", "o o L"),
                Arguments.of("an alarm ends when three are well", "S o o o", "L L L o"),
                Arguments.of("two well and one not go on", "S o o l o o o", "L L L L L L o"),
                Arguments.of("too few samples do not end an alarm", "S i i o i o o", "L L L L L L o"),
                Arguments.of("too few samples are told where all was well", "o i", "o i"),
                Arguments.of("another cause is looked at twice", "S f f", "L L F"),
                Arguments.of("another cause that needs no second look", "f f S", "o F L"),
                Arguments.of("one other cause is none", "S f l f l", "L L L L L"));
    }

    private static Diagnosis find(char letter) {
        return switch (letter) {
            case 'i' -> diagnosis(Verdict.INSUFFICIENT, null, true);
            case 'o' -> diagnosis(Verdict.OK, null, true);
            case 'w' -> diagnosis(Verdict.WARNING, Cause.LIGHT, false);
            case 'l' -> diagnosis(Verdict.ALARM, Cause.LIGHT, false);
            case 'f' -> diagnosis(Verdict.ALARM, Cause.FOCUS, false);
            case 'S' -> diagnosis(Verdict.ALARM, Cause.LIGHT, true);
            default -> throw new IllegalArgumentException("no such finding: " + letter);
        };
    }

    private static Diagnosis diagnosis(Verdict verdict, @Nullable Cause cause, boolean isSure) {
        return new Diagnosis(verdict, cause, "", isSure);
    }

    private static char letter(Diagnosis told) {
        return switch (told.verdict()) {
            case INSUFFICIENT -> 'i';
            case OK -> 'o';
            case WARNING -> 'W';
            case ALARM -> told.cause() == Cause.LIGHT ? 'L' : 'F';
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void next_findings_areToldWhenSure(String name, String found, String told) {
        VerdictHold hold = VerdictHold.NONE;
        StringBuilder letters = new StringBuilder();
        for (char letter : found.replace(" ", "").toCharArray()) {
            hold = hold.next(find(letter));
            letters.append(letters.isEmpty() ? "" : " ").append(letter(hold.told()));
        }

        assertThat(letters).as(name).hasToString(told);
    }
}
