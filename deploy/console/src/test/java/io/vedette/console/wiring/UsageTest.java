package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is wrong about the arguments is said in one line, before a console is asked. */
class UsageTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "fleet set press-7, vedette fleet set, RELEASE",
        "fleet set press-7 newest, vedette fleet set, newest",
        "fleet set press-7 belt:2 --wait soon, vedette fleet set, soon",
        "publish nowhere.vedette --console http://localhost:9, vedette publish, No file at nowhere.vedette",
        "console --port many, vedette console, many",
        "fleet, vedette fleet, subcommand",
    })
    void anyCommand_wrongArguments_isOneLine(String arguments, String command, String fault) {
        assertThat(run(List.of(arguments.split(" ")))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString())
                .startsWith(command + ": ")
                .contains(fault)
                .contains("(" + command + " --help tells more)");
    }

    @Test
    void anyCommand_help_isShownWhole() {
        for (String command : List.of("console", "publish", "fleet", "fleet set", "fleet list")) {
            out.getBuffer().setLength(0);
            assertThat(run(Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
                            .toList()))
                    .isZero();
            assertThat(out.toString()).startsWith("Usage: vedette " + command);
        }
    }

    private int run(List<String> arguments) {
        CommandLine command = Main.commandLine();
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
