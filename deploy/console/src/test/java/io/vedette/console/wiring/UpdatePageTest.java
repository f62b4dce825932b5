package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.console.doubles.Bundles;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.DriftWindows;
import io.vedette.console.doubles.DriftWindows.Scene;
import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.Prediction.Phase;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.UpdateReport.Progress;
import io.vedette.core.contract.UpdateReport.Step;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases and an update in a real browser. */
final class UpdatePageTest {
    private static final int PHONE_WIDTH = 375;
    private static final String REASON =
            "Key 5f1c2a90d4e7b836 signed it, which is not among those that this device believes";

    @TempDir
    private Path folder;

    @TempDir
    private Path bundles;

    @Test
    void device_releaseIsSet_showsTheUpdateAsItHappens() throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: apt-get install chromium chromium-driver");
        Instant start = Instant.now();
        Past.write(folder, "line-1", start);
        Messages messages = new Messages("line-1", "boot-2", "outbox-1", start.minusSeconds(5_400));
        try (RunningConsole console = RunningConsole.start(folder, null);
                Browser browser = new Browser();
                DeviceDouble device = new DeviceDouble(console.broker(), "line-1", messages)) {
            console.post("/api/artifacts", Bundles.make(bundles, "fashion", 2, 200_000));
            console.post("/api/artifacts", Bundles.make(bundles, "fashion", 4, 2_000_000));
            device.send(messages.status(Availability.ONLINE));
            device.send(messages.birth("Packing hall, line 1", "belt"));
            device.send(messages.health("belt", CameraHealth.State.OK, ""));
            device.send(messages.telemetry(4_001, start, 4_000, 0, 29.9, 6.1));
            device.send(messages.prediction(4_002, start, "belt", Phase.NEW, "Ankle boot", 0.97, 5.8));
            device.send(DriftWindows.report(messages, 4_003, start.minusSeconds(60), Scene.UNCHANGED, 1));
            device.send(DriftWindows.report(messages, 4_004, start, Scene.DARKER, 2));
            device.send(messages.reported(0, 3));
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            console.json("/api/devices/line-1").at("/reported").isObject());
            browser.open(console.uri().resolve("/#/devices/line-1"));
            browser.awaitText(".update select", "fashion 2, too old");
            browser.awaitText(".slots", "at work");

            browser.click(".picker .button");
            browser.awaitText(".confirm", "keeps its release if anything is wrong");
            browser.click(".confirm .primary");
            browser.awaitText(".picker-note", "line-1 was told to run fashion 4");
            JsonNode desired = console.json("/api/devices/line-1/desired");
            assertThat(desired.at("/release/number").asInt()).isEqualTo(4);

            Release target =
                    new Release("fashion", 4, desired.at("/release/digest").asText());
            long version = desired.path("version").asLong();
            device.send(messages.update(version, target, Step.DOWNLOADING, new Progress(7, 16), null, ""));
            browser.awaitText(".steps [data-state=now]", "Fetch");
            browser.awaitText(".chunk-progress", "7 of 16 chunks");
            shoot(browser, console.uri(), "fetching", ".chunk-progress", "7 of 16");

            device.send(messages.update(version, target, Step.VERIFYING, null, null, ""));
            browser.awaitText(".steps [data-state=now]", "Verify");
            assertThat(browser.count(".steps [data-state=done]")).isEqualTo(2);
            device.send(messages.update(version, target, Step.REFUSED, null, "key", REASON));
            browser.awaitText(".update-failure", REASON);
            browser.awaitText(".update-head", "Refused: fashion 4");
            browser.awaitText(".steps [data-state=failed]", "Verify");
            shoot(browser, console.uri(), "refused", ".update-failure", "believes");

            browser.click(".picker .button");
            browser.click(".confirm .primary");
            browser.awaitText(".update-progress .note", "has not answered yet");
            assertThat(browser.count(".update-head")).isZero();
            browser.open(console.uri());
            browser.awaitText(".update-chip", "Should run 4");
            browser.open(console.uri().resolve("/#/devices/line-1"));
            browser.awaitText(".update-progress .note", "has not answered yet");
            device.send(messages.update(version + 1, target, Step.CHECKING, null, null, ""));
            browser.awaitText(".update-head", "Installing: fashion 4");
            assertThat(browser.count(".update-progress .note")).isZero();

            device.send(messages.update(version + 1, target, Step.REFUSED, null, "key", REASON));
            browser.awaitText(".update-head", "Refused: fashion 4");
            console.put("/api/devices/line-1/desired", "{\"name\":\"fashion\",\"number\":4}");
            browser.awaitText(".update-progress .note", "has not answered yet");
        }
    }

    @Test
    void releases_published_areListedAndDeleted() throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: apt-get install chromium chromium-driver");
        try (RunningConsole console = RunningConsole.start(folder, null);
                Browser browser = new Browser()) {
            URI releases = console.uri().resolve("/#/releases");
            browser.open(releases);
            browser.awaitText(".empty", "vedette publish BUNDLE");
            console.post("/api/artifacts", Bundles.make(bundles, "fashion", 3, 700_000));
            console.post("/api/artifacts", Bundles.make(bundles, "fashion", 4, 2_000_000));
            for (int width : new int[] {PHONE_WIDTH, 1280}) {
                for (boolean isDark : new boolean[] {false, true}) {
                    browser.resize(width, 800);
                    browser.setDark(isDark);
                    browser.open(releases);
                    browser.awaitText(".release", "fashion 3");
                    assertThat(browser.scrollsSideways()).as("at " + width).isFalse();
                    browser.screenshot("releases-" + width + (isDark ? "-dark" : "-light"));
                }
            }
            assertThat(browser.text(".release h2")).isEqualTo("fashion 4");

            browser.click(".release .confirm-buttons .button");
            browser.click(".release .danger");
            browser.awaitText(".release:first-child h2", "fashion 3");
            assertThat(console.json("/api/artifacts").path("releases")).hasSize(1);
        }
    }

    private static void shoot(Browser browser, URI console, String name, String selector, String text)
            throws Exception {
        for (int width : new int[] {PHONE_WIDTH, 1280}) {
            for (boolean isDark : new boolean[] {false, true}) {
                String suffix = "-" + name + "-" + width + (isDark ? "-dark" : "-light");
                browser.resize(width, 800);
                browser.setDark(isDark);
                browser.awaitText(selector, text);
                assertThat(browser.scrollsSideways()).as("device at " + width).isFalse();
                browser.screenshot("device" + suffix);
            }
        }
        browser.open(console);
        browser.awaitText(".update-chip", "4");
        browser.screenshot("fleet-" + name);
        browser.open(console.resolve("/#/devices/line-1"));
        browser.awaitText(selector, text);
    }
}
