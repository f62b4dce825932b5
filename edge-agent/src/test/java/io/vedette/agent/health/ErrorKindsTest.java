package io.vedette.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.MessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of errors against the kinds in the code: words with dashes that stand alone as a string. */
class ErrorKindsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path ERRORS = Path.of("../deploy/docs/errors.md");
    private static final Path CHECKS = Path.of("../deploy/docs/updates.md");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE);

    /** Words with dashes that are something else. */
    private static final Set<String> NO_KINDS = Set.of(
            "data-dir", "exit-at-end", "frame-loop", "mqtt-connect", "release-trial", "status-light", "vedette-agent");

    @Test
    void table_everyKindInTheCode_isThere() throws IOException {
        Set<String> kinds = literals();
        kinds.removeAll(NO_KINDS);
        kinds.removeAll(found(ROW, Files.readString(CHECKS)));
        for (MessageException.Fault fault : MessageException.Fault.values()) {
            kinds.add("message-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        kinds.add(DistinctErrors.OTHER);

        assertThat(agentsRows())
                .as("kinds in %s, where a new one needs its row; what is no kind of error stands in NO_KINDS", ERRORS)
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    private static Set<String> literals() throws IOException {
        Set<String> literals = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                literals.addAll(found(LITERAL, Files.readString(file)));
            }
        }
        return literals;
    }

    private static Set<String> agentsRows() throws IOException {
        String text = Files.readString(ERRORS);
        return found(ROW, text.substring(0, text.indexOf("\n## The console")));
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().map(match -> match.group(1)).forEach(found::add);
        return found;
    }
}
