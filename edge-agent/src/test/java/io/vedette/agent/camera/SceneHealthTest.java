package io.vedette.agent.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.CameraHealth.State;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SceneHealthTest {
    /** One look to be covered, three to be blurred, two to be well again. */
    private static final SceneOptions OPTIONS = new SceneOptions(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2));

    /** Each letter is what one look, a second after the last, finds, and below what is told after it. */
    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of("all is well", "o o o", "o o o"),
                Arguments.of("the same picture, which has lasted already", "o s s", "o F F"),
                Arguments.of("a moment's movement", "s s o s s", "F F F F F"),
                Arguments.of("movement that lasts", "s s o o o o", "F F F F o o"),
                Arguments.of("nothing in the picture", "o n n n", "o o C C"),
                Arguments.of("for a moment nothing in the picture", "o n o n o", "o o o o o"),
                Arguments.of("blurred for so long", "b b b b b", "o o o B B"),
                Arguments.of("blurred with a break", "b b b o b b b o", "o o o o o o o o"),
                Arguments.of("well again when it has lasted", "n n n o o n o o o", "o C C C C C C C o"),
                Arguments.of("from one to another", "n n b b b b", "o C C C C B"),
                Arguments.of("nothing in the picture, and that without noise", "n n e e e e", "o C C C C C"));
    }

    private static SceneHealth.Finding finding(char letter) {
        return new SceneHealth.Finding(
                letter == 's' || letter == 'e', letter == 'n' || letter == 'e', letter == 'b' || letter == 'n');
    }

    private static char letter(State state) {
        return switch (state) {
            case OK -> 'o';
            case FROZEN -> 'F';
            case COVERED -> 'C';
            case BLURRED -> 'B';
            case STARTING, NO_FRAMES, ENDED, MOVED -> '?';
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void next_looks_areToldWhenTheyLast(String name, String found, String told) {
        SceneHealth health = SceneHealth.begin(0);
        StringBuilder letters = new StringBuilder();
        long second = 0;
        for (char look : found.replace(" ", "").toCharArray()) {
            health = health.next(finding(look), OPTIONS, second++ * 1_000_000);
            letters.append(letters.isEmpty() ? "" : " ").append(letter(health.told()));
        }

        assertThat(letters).as(name).hasToString(told);
    }

    @Test
    void detail_state_isInWords() {
        assertThat(SceneHealth.begin(0).detail()).isEmpty();
        assertThat(new SceneHealth(State.COVERED, State.COVERED, 0).detail()).contains("next to nothing");
    }
}
