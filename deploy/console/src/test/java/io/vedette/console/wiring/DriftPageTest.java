package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.DriftWindows;
import io.vedette.console.doubles.DriftWindows.Scene;
import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Status.Availability;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drift and camera health on the pages, in a real browser. */
final class DriftPageTest {
    private static final int PHONE_WIDTH = 375;

    /** Whether the visible chart is painted in the window's colour and in the reference's. */
    private static final String IS_CHART_PAINTED =
            """
            const canvas = [...document.querySelectorAll('%s canvas')].find((each) => each.offsetParent !== null);
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            return ['--line-0', '--reference'].every((name) => {
              const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
              const colour = [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16));
              let count = 0;
              for (let i = 0; i < data.length; i += 4) {
                if (colour.every((value, channel) => data[i + channel] === value)) count += 1;
              }
              return count > 500;
            });""";

    @TempDir
    private Path folder;

    @Test
    void pages_lightChanges_verdictCauseAndChartAreShownLive() throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: apt-get install chromium chromium-driver");
        Instant start = Instant.now();
        Messages messages = new Messages("line-1", "boot-1", "outbox-1", start.minusSeconds(5_400));
        try (RunningConsole console = RunningConsole.start(folder, null);
                Browser browser = new Browser();
                DeviceDouble device = new DeviceDouble(console.broker(), "line-1", messages)) {
            browser.resize(1280, 860);
            device.send(messages.status(Availability.ONLINE));
            device.send(messages.birth("Packing hall", "belt"));
            device.send(messages.health("belt", CameraHealth.State.OK, ""));
            device.send(DriftWindows.report(messages, 1, start.minusSeconds(60), Scene.UNCHANGED, 1));
            browser.open(console.uri());
            browser.awaitText(".drift-chip", "No drift");
            browser.click(".device");
            browser.awaitText(".drift .verdict", "OK");
            browser.awaitText(".drift-words", "like the reference");

            device.send(DriftWindows.report(messages, 3, start, Scene.DARKER, 2));
            browser.awaitText(".drift .verdict", "Alarm");
            browser.awaitText(".drift .cause", "Light");
            browser.awaitText(".drift-words", "The picture is darker");
            browser.awaitText(".measures", "alarm from");
            assertThat(browser.count(".strip li")).isEqualTo(2);
            assertThat(browser.run(IS_CHART_PAINTED.formatted(".drift")))
                    .as("the window's bars and the reference's")
                    .isEqualTo(true);
            browser.setDark(true);
            await("the colours of the dark theme")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            browser.run(IS_CHART_PAINTED.formatted(".drift")).equals(true));
            device.send(DriftWindows.report(messages, 2, start.minusSeconds(30), Scene.UNCHANGED, 3));
            await().atMost(Duration.ofSeconds(60)).until(() -> browser.count(".strip li") == 3);
            assertThat(browser.run(
                            "return [...document.querySelectorAll('.strip li')].map((each) => each.dataset.tone)"))
                    .as("what filled a gap is not the newest")
                    .isEqualTo(List.of("good", "good", "bad"));
            browser.awaitText(".measures", "alarm from");
            browser.click(".signal[data-signal=class_mix]");
            browser.awaitText(".measures", "Jensen-Shannon distance");
            assertThat(browser.run(IS_CHART_PAINTED.formatted(".drift"))).isEqualTo(true);

            device.send(messages.health("belt", CameraHealth.State.COVERED, ""));
            browser.awaitText(".camera-state[data-tone=bad]", "Covered");
            browser.awaitText(".cameras", "Something covers the lens");
            browser.click(".pages a[href='#/drift']");
            browser.awaitText(".shift", "Light");
            browser.awaitText(".shift", "line-1");
            browser.awaitText(".merged .verdict", "Alarm");
            browser.awaitText(".unmerged", "Appearance: judged by each camera alone");
            assertThat(browser.run(IS_CHART_PAINTED.formatted(".merged"))).isEqualTo(true);
            device.vanish();
            browser.awaitText(".camera-drifts", "The device is offline; its last window ended");
            browser.awaitText(".shifts", "Nothing stands out");
            browser.resize(PHONE_WIDTH, 780);
            await().atMost(Duration.ofSeconds(60)).until(() -> !browser.scrollsSideways());
            browser.open(console.uri().resolve("/#/devices/line-1"));
            browser.awaitText(".drift .verdict", "Alarm");
            browser.resize(1280, 860);
            browser.resize(PHONE_WIDTH, 780);
            await().atMost(Duration.ofSeconds(60)).until(() -> !browser.scrollsSideways());
        }
    }

    @Test
    void pages_deviceExplainsItselfInMarkup_isShownAsText() throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: apt-get install chromium chromium-driver");
        String attack = "<img src=x onerror='window.isTaken=true'>";
        Messages messages = new Messages("line-1");
        try (RunningConsole console = RunningConsole.start(folder, null);
                Browser browser = new Browser();
                DeviceDouble device = new DeviceDouble(console.broker(), "line-1", messages)) {
            device.send(messages.birth(attack, "belt"));
            device.send(explained(DriftWindows.report(messages, 1, Instant.now(), Scene.DARKER, 2), attack));
            browser.open(console.uri().resolve("/#/devices/line-1"));
            browser.awaitText(".drift-words", attack);
            browser.open(console.uri().resolve("/#/drift"));
            browser.awaitText(".camera-drifts", attack);

            assertThat(browser.count("main img")).isZero();
            assertThat(browser.run("return window.isTaken === undefined")).isEqualTo(true);
        }
    }

    @Test
    @Tag("long")
    void pages_onPhoneAndDesktop_fitAndLookAsSaved() throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: apt-get install chromium chromium-driver");
        try (RunningConsole console = RunningConsole.start(folder, null);
                Browser browser = new Browser();
                DriftingFleet fleet = new DriftingFleet(console.broker(), Instant.now())) {
            fleet.speak();
            for (int width : new int[] {PHONE_WIDTH, 1280}) {
                for (boolean isDark : new boolean[] {false, true}) {
                    String suffix = "-" + width + (isDark ? "-dark" : "-light");
                    browser.resize(width, width == PHONE_WIDTH ? 780 : 860);
                    browser.setDark(isDark);
                    show(browser, console.uri().resolve("/"), ".grid", "Drift · Class mix", "drift-fleet" + suffix);
                    show(
                            browser,
                            console.uri().resolve("/#/devices/returns"),
                            ".drift",
                            "Class mix",
                            "drift-device" + suffix);
                    show(
                            browser,
                            console.uri().resolve("/#/devices/line-2"),
                            ".drift",
                            "Light",
                            "drift-light" + suffix);
                    show(browser, console.uri().resolve("/#/drift"), ".shift", "line-2", "drift-page" + suffix);
                }
            }
        }
    }

    private static DriftReport explained(DriftReport report, String explanation) {
        return new DriftReport(
                report.header(),
                report.camera(),
                report.window(),
                report.reference(),
                report.verdict(),
                report.cause(),
                explanation,
                report.labels(),
                report.signals());
    }

    private static void show(Browser browser, URI page, String selector, String text, String name) throws Exception {
        browser.open(page);
        browser.awaitText(selector, text);
        assertThat(browser.scrollsSideways()).as(name).isFalse();
        browser.screenshot(name);
    }
}
