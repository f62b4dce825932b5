package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.agent.fixture.BrightnessModel;
import io.vedette.agent.fixture.TestBundle;
import io.vedette.agent.fixture.TestVideo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MainTest {
    private Path folder;
    private TestBundle bundle;

    private record Outcome(int code, String said) {}

    @BeforeEach
    void open(@TempDir Path newFolder) throws IOException {
        folder = newFolder;
        bundle = TestBundle.write(folder);
    }

    private Outcome run(TestBundle used, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "agent",
                "--bundle",
                used.file().toString(),
                "--trust",
                used.publicKey().toString(),
                "--broker",
                "none",
                "--port",
                "0",
                "--data-dir",
                folder.resolve("data").toString(),
                "--exit-at-end"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(new String[0]));
    }

    private static Outcome run(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            return new Outcome(Main.run(arguments), said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    private String camera() {
        Path video = TestVideo.write(folder.resolve("belt.mp4"), 30, TestVideo.bright(5));
        return "cameras.belt={source: '" + video + "', pace: fast}";
    }

    @Test
    void agent_videoToItsEnd_succeeds() {
        assertThat(run(bundle, "--set", camera()).code()).isZero();
    }

    @Test
    void agent_videoThatCannotBeRead_fails() {
        assertThat(run(bundle, "--set", "cameras.belt.source=" + folder.resolve("none.mp4"))
                        .code())
                .isEqualTo(1);
    }

    @Test
    void agent_unknownKey_isRefusedWithoutStackTrace() {
        Outcome outcome = run(bundle, "--set", "cameras.belt.sourc=a.mp4");

        assertThat(outcome.code()).isEqualTo(Main.WRONG_CONFIGURATION);
        assertThat(outcome.said())
                .contains("cameras.belt.sourc", "did you mean source?")
                .hasLineCount(1);
    }

    @Test
    void agent_noCamera_isRefused() {
        Outcome outcome = run(bundle);

        assertThat(outcome.code()).isEqualTo(Main.WRONG_CONFIGURATION);
        assertThat(outcome.said()).contains("cameras");
    }

    @Test
    void agent_truncatedBundle_isRefusedWithTheCheck() throws IOException {
        byte[] bytes = Files.readAllBytes(bundle.file());
        Files.write(bundle.file(), Arrays.copyOf(bytes, bytes.length / 2));

        Outcome outcome = run(bundle, "--set", camera());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.said()).contains("bundle was refused (archive)").hasLineCount(1);
    }

    @Test
    void agent_modelThatAnswersOtherwise_isRefusedWithTheTest() throws IOException {
        TestBundle other =
                TestBundle.write(Files.createDirectory(folder.resolve("other")), BrightnessModel.logits(0.5f));

        Outcome outcome = run(other, "--set", camera());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.said()).contains("model was refused (golden-samples)");
    }

    @Test
    void help_eachCommand_isShown() {
        assertThat(run("--help").code()).isZero();
        assertThat(run("agent", "--help").code()).isZero();
        assertThat(run("serve", "--help").code()).isZero();
        assertThat(run("serve").code()).isEqualTo(2);
    }
}
