package io.vedette.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.agent.pipeline.FrameExchange.Task;
import io.vedette.runtime.image.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameExchangeTest {
    private static Stage stage(int release) {
        return new Stage(
                new FakeEngine(1, 2).toClassifier(release, "dark", "bright"), Region.WHOLE, StageObserver.NONE);
    }

    private static FrameExchange exchange(boolean isDropping) {
        return new FrameExchange(isDropping, stage(1));
    }

    private static void write(FrameExchange exchange, long index) throws InterruptedException {
        FrameSlot slot = exchange.beginWrite();
        slot.set(index, 0, 0);
        exchange.endWrite(slot);
    }

    private static List<Long> takeAll(FrameExchange exchange) throws InterruptedException {
        List<Long> taken = new ArrayList<>();
        while (exchange.await() == Task.CLASSIFY) {
            FrameSlot slot = exchange.take();
            taken.add(slot.index());
            exchange.release(slot);
        }
        return taken;
    }

    @Test
    void endWrite_nobodyTakes_olderGivesWayToNewer() throws InterruptedException {
        FrameExchange exchange = exchange(true);

        for (int i = 0; i < 10; i++) {
            write(exchange, i);
        }
        exchange.end();

        assertThat(takeAll(exchange)).containsExactly(9L);
        assertThat(exchange.dropped()).isEqualTo(9);
    }

    @Test
    void beginWrite_whileOneIsClassifiedAndOneReady_doesNotWait() throws InterruptedException {
        FrameExchange exchange = exchange(true);
        write(exchange, 0);
        exchange.take();

        for (int i = 1; i < 100; i++) {
            write(exchange, i);
        }

        assertThat(exchange.dropped()).isEqualTo(98);
    }

    @Test
    void endWrite_noneMayBeDropped_allAreTakenInOrder() throws Exception {
        FrameExchange exchange = exchange(false);
        CompletableFuture<List<Long>> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return takeAll(exchange);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        for (int i = 0; i < 1000; i++) {
            write(exchange, i);
        }
        exchange.end();

        assertThat(taken.get()).hasSize(1000).isSorted().doesNotHaveDuplicates();
        assertThat(exchange.dropped()).isZero();
    }

    @Test
    void switchTo_frameBeingWritten_belongsToTheOldStageAndComesFirst() throws InterruptedException {
        FrameExchange exchange = exchange(false);
        Stage next = stage(2);
        FrameSlot old = exchange.beginWrite();
        exchange.switchTo(next);
        exchange.endWrite(old);

        assertThat(exchange.await()).isEqualTo(Task.CLASSIFY);
        assertThat(exchange.take()).isSameAs(old);
        write(exchange, 1);
        exchange.release(old);

        assertThat(exchange.await()).isEqualTo(Task.SWITCH);
        assertThat(exchange.turn()).isSameAs(next);
        assertThat(exchange.await()).isEqualTo(Task.CLASSIFY);
        assertThat(exchange.take().stage()).isSameAs(next);
    }

    @Test
    void switchTo_nothingOnItsWay_isThroughAtOnce() throws InterruptedException {
        FrameExchange exchange = exchange(false);

        exchange.switchTo(stage(2));

        assertThat(exchange.await()).isEqualTo(Task.SWITCH);
    }

    @Test
    void switchTo_anotherIsUnderWay_isRefused() {
        FrameExchange exchange = exchange(false);
        exchange.switchTo(stage(2));

        assertThatThrownBy(() -> exchange.switchTo(stage(3))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endWrite_readyFrameOfTheOldStageGivesWay_oldStageIsThrough() throws InterruptedException {
        FrameExchange exchange = exchange(true);
        write(exchange, 0);
        exchange.switchTo(stage(2));
        write(exchange, 1);

        assertThat(exchange.await()).isEqualTo(Task.SWITCH);
        assertThat(exchange.dropped()).isEqualTo(1);
    }

    @Test
    void close_whileTheWriterHoldsASlotOfTheOldStage_stopsWithoutASwitch() throws InterruptedException {
        FrameExchange exchange = exchange(true);
        exchange.beginWrite();
        exchange.switchTo(stage(2));
        exchange.close();

        assertThat(exchange.await()).isEqualTo(Task.FINISH);
        assertThat(exchange.await()).isEqualTo(Task.STOP);
    }
}
