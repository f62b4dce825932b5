package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class UsageTest {
    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    static Stream<String> commands() {
        return commands("", Main.commandLine());
    }

    private static Stream<String> commands(String path, CommandLine command) {
        Stream<String> below = command.getSubcommands().entrySet().stream()
                .flatMap(
                        (Map.Entry<String, CommandLine> each) -> commands(path + each.getKey() + " ", each.getValue()));
        return Stream.concat(Stream.of(path), below);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anyCommand_help_isShown(String path) {
        List<Object> arguments = new ArrayList<>(List.of((Object[]) path.split(" ")));
        arguments.remove("");
        arguments.add("--help");

        assertThat(shell.run(arguments.toArray())).isZero();
        assertThat(shell.out()).startsWith("Usage: vedette " + path.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "Belt, 1, belt.vedette, --name is not of lower-case letters",
        "belt, 0, belt.vedette, --release is not 1 or more: 0",
        "belt, 1, nowhere/belt.vedette, --out has no folder to lie in",
    })
    void export_badRelease_isOneLineBeforeTheWork(String name, int release, String out, String message) {
        int code = shell.run(
                "export",
                folder.resolve("no-run"),
                "--name",
                name,
                "--release",
                release,
                "--key",
                folder.resolve("no.key"),
                "--out",
                folder.resolve(out));

        assertThat(code).isEqualTo(2);
        assertThat(shell.oneLine()).contains(message);
    }

    @Test
    void inspect_keyThatIsNotThere_isNamed() throws Exception {
        Path bundle = Files.write(folder.resolve("belt.vedette"), new byte[] {'P', 'K', 3, 4});

        assertThat(shell.run("inspect", bundle, "--trust", folder.resolve("nope.pub")))
                .isEqualTo(2);
        assertThat(shell.oneLine()).contains("No public key to believe at").contains("nope.pub");
    }
}
