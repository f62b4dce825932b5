package io.vedette.agent.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.plugin.mock.platform.MockPlatform;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import com.pi4j.provider.exception.ProviderNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pi4J's mock in place of a board; time is moved by hand. */
@Timeout(60)
class BoardTest {
    private static final BoardOptions OPTIONS =
            new BoardOptions(17, List.of(new BoardOptions.Output(23, Set.of("scratch"), Duration.ofMillis(200))));

    private final AtomicLong nanos = new AtomicLong();
    private final Context context = Pi4J.newContextBuilder()
            .add(new MockPlatform())
            .add(MockDigitalOutputProvider.newInstance())
            .build();
    private final Board board = Board.open(
                    () -> context,
                    OPTIONS,
                    (kind, message) -> {
                        throw new AssertionError(kind + message);
                    },
                    nanos::get)
            .orElseThrow();

    @AfterEach
    void close() {
        board.close();
    }

    private boolean isHigh(String id) {
        DigitalOutput output = context.registry().get(id);
        return output.isHigh();
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void awaitLight(boolean isOn) {
        await().atMost(Duration.ofSeconds(60)).until(() -> isHigh("status-light") == isOn);
    }

    @Test
    void show_eachPattern_movesTheLightSo() {
        awaitLight(true);
        pass(500);
        awaitLight(false);
        pass(500);
        awaitLight(true);

        board.show(LightPattern.FAULT);
        awaitLight(true);
        pass(100);
        awaitLight(false);

        board.show(LightPattern.RUNNING);
        awaitLight(true);
        pass(123_456);
        awaitLight(true);

        board.show(LightPattern.OFFLINE);
        pass(1799);
        awaitLight(true);
        pass(1);
        awaitLight(false);
    }

    @Test
    void show_updatingDriftAndFault_areToldApart() {
        board.show(LightPattern.UPDATING);
        awaitTurns(100, 150, 100, 650, 100);

        board.show(LightPattern.DRIFT);
        awaitTurns(900, 200, 200, 200, 900);

        board.show(LightPattern.FAULT);
        awaitTurns(100, 100, 100, 100, 100);
    }

    /** The light is on, off and on again for these times. */
    private void awaitTurns(long... turnsMs) {
        boolean isOn = true;
        for (long turnMs : turnsMs) {
            awaitLight(isOn);
            pass(turnMs);
            isOn = !isOn;
        }
        awaitLight(isOn);
    }

    @Test
    void decided_labelThatIsFollowed_isHighWhileTheDecisionLives() {
        board.decided("1", "other", false);
        board.decided("2", "scratch", false);
        await().atMost(Duration.ofSeconds(60)).until(() -> isHigh("output-23"));
        pass(10_000);
        board.decided("2", "scratch", true);

        await().atMost(Duration.ofSeconds(60)).until(() -> !isHigh("output-23"));
    }

    @Test
    void decided_shortDecision_isHighForTheMinimum() throws InterruptedException {
        board.decided("1", "scratch", false);
        board.decided("1", "scratch", true);

        await().atMost(Duration.ofSeconds(60)).until(() -> isHigh("output-23"));
        pass(199);
        Thread.sleep(100);
        assertThat(isHigh("output-23")).isTrue();
        pass(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> !isHigh("output-23"));
    }

    @Test
    void close_pins_areLow() {
        board.decided("1", "scratch", false);
        await().atMost(Duration.ofSeconds(60)).until(() -> isHigh("output-23"));
        DigitalOutput output = context.registry().get("output-23");

        board.close();

        assertThat(output.isLow()).isTrue();
    }

    @Test
    void open_noBoard_isNone() {
        for (RuntimeException failure : List.<RuntimeException>of(
                new IllegalStateException("no chip"), new ProviderNotFoundException("no provider"))) {
            assertThat(Board.open(
                            () -> {
                                throw failure;
                            },
                            OPTIONS,
                            (kind, message) -> {},
                            nanos::get))
                    .isEmpty();
        }
        assertThat(new ProviderNotFoundException("x")).isInstanceOf(Pi4JException.class);
    }
}
