package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.console.doubles.Bundles;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.Messages;
import io.vedette.console.doubles.Mosquitto;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.UpdateReport;
import io.vedette.core.contract.UpdateReport.Step;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
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

    private static DeviceDouble followedDevice;
    private static Messages followed;

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
        Bundles.make(bundles, "fashion", 5, 1_000);
        assertThat(run("publish", bundles.resolve("fashion-4.vedette").toString())
                        .exitCode())
                .isZero();
        assertThat(run("publish", bundles.resolve("fashion-5.vedette").toString())
                        .exitCode())
                .isZero();
        followed = new Messages("pi-2");
        followedDevice = new DeviceDouble(console.broker(), "pi-2", followed);
        followedDevice.send(followed.status(Availability.ONLINE));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> run("fleet", "set", "pi-2", "fashion:4").exitCode() == 0);
    }

    @AfterAll
    static void end() throws Exception {
        followedDevice.close();
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
        assertOutcome(run("publish", bundles.resolve("fashion-1.vedette").toString()), 1, "5");
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
    void setAndWait_deviceThatCommits_isFollowedStepByStep() throws Exception {
        Outcome outcome = setAndWait(
                version -> followed.update(version, Messages.RELEASE, Step.VERIFYING, null, null, ""),
                version -> updated().update(version, desired(), Step.COMMITTED, null, null, ""));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).containsSubsequence("pi-2: verifying", "pi-2: committed");
    }

    @Test
    void setAndWait_deviceThatRanItBefore_endsWell() throws Exception {
        Outcome outcome = setAndWait(
                version -> followed.update(version, Messages.RELEASE, Step.IDLE, null, null, ""),
                version -> updated().update(version, Messages.RELEASE, Step.CHECKING, null, null, ""),
                version -> updated().update(version, Messages.RELEASE, Step.IDLE, null, null, ""));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).containsSubsequence("pi-2: idle", "pi-2: checking", "pi-2: idle");
    }

    @Test
    void setAndWait_anotherReleaseIsSetMeanwhile_isNoSuccess() throws Exception {
        Outcome outcome = setAndWait(version -> {
            assertThat(run("fleet", "set", "pi-2", "fashion:5").exitCode()).isZero();
            Release other = desired();
            return messages(other).update(version + 1, other, Step.COMMITTED, null, null, "");
        });

        assertOutcome(outcome, 1, "pi-2 should run another release meanwhile");
    }

    @Test
    void setAndWait_deviceThatRefuses_saysWhyWithoutControlCharacters() throws Exception {
        Outcome outcome = setAndWait(version ->
                followed.update(version, Messages.RELEASE, Step.REFUSED, null, "key", "signed by\u001bnobody"));

        assertThat(outcome.exitCode()).isOne();
        assertThat(outcome.out()).contains("pi-2: refused by check key: signed by nobody");
    }

    @Test
    void setAndWait_deviceThatIsSilent_isLeftAfterTheTime() {
        assertOutcome(run("fleet", "set", "pi-1", "4", "--wait", "1"), 1, "has not come to an end within 1 s");
        assertOutcome(run("fleet", "set", "pi-1", "4", "--wait", "0"), 2, "--wait is 0");
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
        assertOutcome(execute("fleet", "list", "--console", nowhere + "/vedette"), 2, "and no more");
        assertOutcome(
                execute("publish", bundles.resolve("fashion-4.vedette").toString(), "--console", nowhere),
                1,
                "No console answers at " + nowhere);
    }

    @Test
    void publish_connectionBreaksOff_namesBothReasons() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> closer = CompletableFuture.runAsync(() -> {
                try (Socket accepted = server.accept()) {
                    accepted.setSoLinger(true, 0);
                    assertThat(accepted.getInputStream().read()).isPositive();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            Outcome outcome = execute(
                    "publish",
                    bundles.resolve("fashion-4.vedette").toString(),
                    "--console",
                    "http://127.0.0.1:" + server.getLocalPort());

            assertOutcome(outcome, 1, "or it refused the bundle before all of it had come");
            closer.get(60, TimeUnit.SECONDS);
        }
    }

    /** The followed device, at work with the release that it should run. */
    private static Messages updated() {
        return messages(desired());
    }

    private static Messages messages(Release atWork) {
        return new Messages("pi-2", "boot-1", "outbox-1", Instant.parse("2026-11-01T12:00:00Z"), atWork);
    }

    private static Release desired() {
        try {
            return RecordJson.read(console.json("/api/devices/pi-2/desired").path("release"), Release.class);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long version() throws Exception {
        return version("pi-1");
    }

    private static long version(String id) throws Exception {
        return console.json("/api/devices/" + id + "/desired").path("version").asLong();
    }

    /** Lets the device report once it was told, and again once the command has printed what it reported. */
    @SafeVarargs
    private static Outcome setAndWait(LongFunction<UpdateReport>... reports) throws Exception {
        long before = version("pi-2");
        StringWriter out = new StringWriter();
        CompletableFuture<Outcome> command = CompletableFuture.supplyAsync(() ->
                execute(out, "fleet", "set", "pi-2", "fashion:4", "--wait", "60", "--console", console.uri() + ""));
        await().atMost(Duration.ofSeconds(60)).until(() -> version("pi-2") > before);
        for (LongFunction<UpdateReport> report : reports) {
            UpdateReport next = report.apply(version("pi-2"));
            followedDevice.send(next);
            String step = next.step().name().toLowerCase(Locale.ROOT);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> command.isDone() || out.toString().contains("pi-2: " + step));
        }
        return command.get(60, TimeUnit.SECONDS);
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
        return execute(new StringWriter(), arguments);
    }

    private static Outcome execute(StringWriter out, String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
