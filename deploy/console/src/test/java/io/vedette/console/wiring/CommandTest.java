package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.console.doubles.Bundles;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.Messages;
import io.vedette.console.doubles.Mosquitto;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.UpdateReport.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that speak to a running console. The device of these tests runs release 3 of 'fashion'. */
final class CommandTest {
    @TempDir
    private static Path folder;

    @TempDir
    private static Path bundles;

    private static RunningConsole console;
    private static DeviceDouble device;

    /** What a command wrote and how it ended. */
    private record Outcome(int exitCode, String out, String err) {}

    @BeforeAll
    static void start() throws Exception {
        console = RunningConsole.start(folder, null);
        Messages messages = new Messages("pi-1");
        device = new DeviceDouble(console.broker(), "pi-1", messages);
        device.send(messages.status(Availability.ONLINE));
        device.send(messages.update(1, Messages.RELEASE, Step.COMMITTED, null, null, "all\u001b[2J well"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> console.json("/api/devices/pi-1").has("update"));
        Bundles.make(bundles, "fashion", 4, 300_000);
        assertThat(run("publish", bundles.resolve("fashion-4.vedette").toString())
                        .exitCode())
                .isZero();
    }

    @AfterAll
    static void end() throws Exception {
        device.close();
        console.close();
    }

    @Test
    void publish_sameAgain_saysSoAndWhatComesNext() {
        Outcome outcome = run("publish", bundles.resolve("fashion-4.vedette").toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("fashion 4 was published before")
                .contains("no keys to check that")
                .contains("vedette fleet set DEVICE fashion:4 --console " + console.uri());
    }

    @Test
    void publish_refusedOrMissing_saysWhy() throws Exception {
        Path noBundle = Files.write(bundles.resolve("noise"), new byte[100]);
        Bundles.make(bundles, "fashion", 1, 1_000);

        assertOutcome(run("publish", noBundle.toString()), 1, "(check: archive)");
        assertOutcome(run("publish", bundles.resolve("fashion-1.vedette").toString()), 1, "4");
        assertOutcome(run("publish", bundles.resolve("nowhere").toString()), 2, "No file at");
        assertOutcome(run("publish"), 2, "BUNDLE");
    }

    @Test
    void set_nameAndNumberOrNumber_isWhatTheDeviceShouldRun() throws Exception {
        Outcome outcome = run("fleet", "set", "pi-1", "fashion:4");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("pi-1 should run fashion 4");
        long version = version();
        assertThat(run("fleet", "set", "pi-1", "4").exitCode()).isZero();

        assertThat(version()).isEqualTo(version + 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> run("fleet", "list").out().contains("fashion:4"));
    }

    @Test
    void set_whatCannotBe_saysWhy() {
        assertOutcome(run("fleet", "set", "pi-1", "fashion:9"), 1, "No release 9 of 'fashion' is published");
        assertOutcome(run("fleet", "set", "nobody", "fashion:4"), 1, "No device named 'nobody'");
        assertOutcome(run("fleet", "set", "nobody", "4"), 1, "No device named 'nobody'");
        assertOutcome(run("fleet", "set", "Pi 1", "4"), 2, "DEVICE");
        assertOutcome(run("fleet", "set", "pi-1", "latest"), 2, "NAME:NUMBER");
        assertOutcome(run("fleet", "set", "pi-1"), 2, "RELEASE");
    }

    @Test
    void list_devices_oneALineWithoutControlCharacters() {
        Outcome outcome = run("fleet", "list");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .containsPattern("pi-1 +online +fashion:3 .* committed: all \\[2J well")
                .doesNotContain("\u001b");
    }

    @Test
    void anyCommand_noConsoleThere_saysWhere() throws Exception {
        String nowhere = "http://127.0.0.1:" + Mosquitto.freePort();

        assertOutcome(execute("fleet", "list", "--console", nowhere), 1, "No console answers at " + nowhere);
        assertOutcome(execute("fleet", "list", "--console", "printer"), 2, "http://HOST[:PORT]");
    }

    private static long version() throws Exception {
        return console.json("/api/devices/pi-1/desired").path("version").asLong();
    }

    private static void assertOutcome(Outcome outcome, int exitCode, String words) {
        assertThat(outcome.err()).contains(words);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    private static Outcome run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--console";
        all[arguments.length + 1] = console.uri().toString();
        return execute(all);
    }

    private static Outcome execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
