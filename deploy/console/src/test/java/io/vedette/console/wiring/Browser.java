package io.vedette.console.wiring;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A window of a real headless Chromium, which is started once for all tests of a run. */
final class Browser implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER_PROGRAM = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NO_PAGE = "about:blank";
    private static final int DESKTOP_WIDTH = 1280;
    private static final int DESKTOP_HEIGHT = 860;

    private final ChromeDriver driver;

    Browser() {
        this.driver = Chromium.DRIVER;
        resize(DESKTOP_WIDTH, DESKTOP_HEIGHT);
        setDark(false);
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && Files.isExecutable(DRIVER_PROGRAM);
    }

    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void setDark(boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    /** Loads a page anew, also where only the part behind the # differs. */
    void open(URI address) {
        driver.get(NO_PAGE);
        driver.get(address.toString());
    }

    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    /** Waits until the text shown by some element of the page holds the given one. */
    void awaitText(String selector, String text) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "'" + text + "' in " + selector + " of a page that shows: " + text("body"))
                .until(page -> page.findElements(By.cssSelector(selector)).stream()
                        .anyMatch(element -> element.getText().contains(text)));
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    /** Whether the page is wider than the window. */
    boolean scrollsSideways() {
        return (Boolean) run("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    Object run(String script) {
        Object result = ((JavascriptExecutor) driver).executeScript(script);
        return result == null ? "" : result;
    }

    /** Saves what the whole page looks like. */
    void screenshot(String name) throws IOException {
        Object height = run("return Math.max(innerHeight, document.documentElement.scrollHeight)");
        Object width = run("return innerWidth");
        Files.createDirectories(SCREENSHOTS);
        HasCdp cdp = driver;
        Map<String, Object> shot = cdp.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) shot.get("data")));
    }

    /** Leaves the page, so that its console can end. */
    @Override
    public void close() {
        driver.get(NO_PAGE);
    }

    /** The process, from the first test that needs it to the end of the run. */
    private static final class Chromium {
        private static final ChromeDriver DRIVER = launch();

        private static ChromeDriver launch() {
            ChromeOptions options = new ChromeOptions();
            options.setBinary(PROGRAM.toString());
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER_PROGRAM.toFile())
                    .build();
            ChromeDriver driver = new ChromeDriver(service, options);
            Runtime.getRuntime().addShutdownHook(new Thread(driver::quit, "chromium-end"));
            return driver;
        }
    }
}
