package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.console.deployment.Refusal;
import io.vedette.console.telemetry.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the tables of errors against the kinds of answers, which are made in one class, and of ignored messages. */
class ErrorKindsTest {
    private static final Path ANSWERS = Path.of("src/main/java/io/vedette/console/web/ApiException.java");
    private static final Path ERRORS = Path.of("../docs/errors.md");
    private static final String ANSWERED = "\n## The console's answers";
    private static final String IGNORED = "\n## Messages that the console ignores";
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_-]+)` \\|", Pattern.MULTILINE);

    @Test
    void table_everyKindOfAnswer_isThere() throws IOException {
        Set<String> kinds = found(LITERAL, Files.readString(ANSWERS));
        Arrays.stream(Refusal.values()).map(ErrorKindsTest::toWord).forEach(kinds::add);

        assertThat(rows(text -> text.substring(text.indexOf(ANSWERED), text.indexOf(IGNORED))))
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void table_everyReasonToIgnoreAMessage_isThere() throws IOException {
        assertThat(rows(text -> text.substring(text.indexOf(IGNORED))))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Rejection.values())
                        .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static String toWord(Refusal refusal) {
        return refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<String> rows(UnaryOperator<String> part) throws IOException {
        return found(ROW, part.apply(Files.readString(ERRORS)));
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().map(match -> match.group(1)).forEach(found::add);
        return found;
    }
}
