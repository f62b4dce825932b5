package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.Prediction.Phase;
import io.vedette.core.contract.Status.Availability;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, fed by devices through the embedded broker. */
final class PageTest {
    private static final int PHONE_WIDTH = 375;

    @TempDir
    private Path folder;

    @Test
    void pages_devicesComeAndGo_areShownLive() throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: apt-get install chromium chromium-driver");
        Instant start = Instant.now();
        Past.write(folder, "line-1", start);
        try (RunningConsole console = RunningConsole.start(folder, null);
                Browser browser = new Browser()) {
            browser.resize(1280, 860);
            Messages messages = new Messages("line-1", "boot-2", "outbox-1", start.minusSeconds(5400));
            browser.open(console.uri());
            browser.awaitText("#connection", "Live");

            DeviceDouble device = new DeviceDouble(console.broker(), "line-1", messages);
            device.send(messages.status(Availability.ONLINE));
            device.send(messages.birth("Packing hall, line 1", "belt"));
            device.send(messages.health("belt", CameraHealth.State.OK, ""));
            device.send(messages.telemetry(4_001, start, 4_000, 0, 29.9, 6.1));
            browser.awaitText(".device", "Packing hall, line 1");
            browser.awaitText(".device .pill", "Online");

            browser.click(".device");
            browser.awaitText("h1", "line-1");
            browser.awaitText(".decision", "Sneaker");
            browser.run("window.isNotReloaded = true");
            device.send(messages.prediction(4_002, Instant.now(), "belt", Phase.NEW, "Ankle boot", 0.97, 5.8));
            browser.awaitText(".hero-label", "Ankle boot");
            browser.awaitText(".decision[data-phase=new]", "Ankle boot");
            int rows = browser.count(".decision");
            device.send(messages.prediction(4_003, Instant.now(), "belt", Phase.END, "Ankle boot", 0.98, 5.8));
            browser.awaitText(".decision[data-phase=end]", "Ankle boot");
            assertThat(browser.count(".decision"))
                    .as("one row for one decision")
                    .isEqualTo(rows);
            assertThat(browser.run("return window.isNotReloaded")).isEqualTo(true);

            device.vanish();
            browser.awaitText(".page-head .pill", "Offline");
        }
    }

    @Test
    void pages_deviceNamesItselfMarkup_isShownAsText() throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: apt-get install chromium chromium-driver");
        String attack = "<img src=x onerror=\"window.isTaken=true\">";
        try (RunningConsole console = RunningConsole.start(folder, null);
                Browser browser = new Browser()) {
            Messages messages = new Messages("line-1");
            try (DeviceDouble device = new DeviceDouble(console.broker(), "line-1", messages)) {
                device.send(messages.birth(attack, "belt"));
                device.send(messages.health("belt", CameraHealth.State.COVERED, attack));
                device.send(messages.prediction(1, attack));
                device.send(messages.error(2, attack, attack));
                browser.open(console.uri());
                browser.awaitText(".device", attack);
                browser.open(console.uri().resolve("/#/devices/line-1"));
                browser.awaitText(".hero-label", attack);
                browser.awaitText(".errors", attack);

                assertThat(browser.count("main img")).isZero();
                assertThat(browser.run("return window.isTaken === undefined")).isEqualTo(true);
            }
        }
    }

    @Test
    void pages_onPhoneAndDesktop_fitAndLookAsSaved() throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: apt-get install chromium chromium-driver");
        Instant start = Instant.now();
        Past.write(folder, "line-1", start);
        try (RunningConsole console = RunningConsole.start(folder, null);
                Browser browser = new Browser();
                SmallFleet fleet = new SmallFleet(console.broker(), start)) {
            fleet.speak();
            URI device = console.uri().resolve("/#/devices/line-1");
            for (int width : new int[] {PHONE_WIDTH, 1280}) {
                for (boolean isDark : new boolean[] {false, true}) {
                    String suffix = "-" + width + (isDark ? "-dark" : "-light");
                    browser.resize(width, width == PHONE_WIDTH ? 780 : 860);
                    browser.setDark(isDark);
                    browser.open(console.uri());
                    browser.awaitText(".grid", "gate-camera");
                    browser.awaitText(".grid", "Offline");
                    assertThat(browser.scrollsSideways())
                            .as("fleet at " + width)
                            .isFalse();
                    browser.screenshot("fleet" + suffix);
                    browser.open(device);
                    browser.awaitText(".decision", "Sneaker");
                    fleet.seeMore();
                    browser.awaitText(".hero", "just now");
                    assertThat(browser.scrollsSideways())
                            .as("device at " + width)
                            .isFalse();
                    browser.screenshot("device" + suffix);
                }
            }
        }
    }

    @Test
    void pages_noDevice_sayHowToStartOne() throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: apt-get install chromium chromium-driver");
        try (RunningConsole console = RunningConsole.start(folder, null);
                Browser browser = new Browser()) {
            browser.resize(PHONE_WIDTH, 780);
            browser.open(console.uri());

            browser.awaitText(".empty", "No device has reported yet");
            browser.awaitText(".empty pre", console.broker().toString());
            browser.screenshot("empty-" + PHONE_WIDTH);
            browser.open(console.uri().resolve("/#/devices/nobody"));
            browser.awaitText(".empty", "No device of this name has reported yet");
        }
    }
}
