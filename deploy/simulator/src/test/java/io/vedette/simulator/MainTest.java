package io.vedette.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setErr(new PrintWriter(errors, true));
        command.setOut(new PrintWriter(new StringWriter(), true));
        return command.execute(arguments);
    }

    private String oneLine() {
        assertThat(errors.toString().lines()).hasSize(1);
        return errors.toString();
    }

    @Test
    void execute_withoutCommand_isAUsageError() {
        assertThat(run()).isEqualTo(2);
        assertThat(oneLine()).contains("belt", "score", "vedette simulate --help tells more");
    }

    @Test
    void execute_figureOutOfRange_isAUsageErrorThatNamesIt(@TempDir Path folder) {
        int status =
                run("belt", "--images", folder.toString(), "--out", folder.resolve("x.mp4") + "", "--noise", "900");

        assertThat(status).isEqualTo(2);
        assertThat(oneLine()).contains("noise is not from 0 to 40: 900", "vedette simulate belt --help tells more");
    }

    @Test
    void execute_missingFolder_failsAndNamesIt(@TempDir Path folder) {
        int status = run("belt", "--images", folder.resolve("none") + "", "--out", folder.resolve("x.mp4") + "");

        assertThat(status).isEqualTo(2);
        assertThat(oneLine()).contains("none: there is no such folder");
    }

    @Test
    void execute_folderWithoutPictures_fails(@TempDir Path folder) {
        int status = run("belt", "--images", folder + "", "--out", folder.resolve("x.mp4") + "");

        assertThat(status).isEqualTo(2);
        assertThat(oneLine()).contains("found no picture");
    }
}
