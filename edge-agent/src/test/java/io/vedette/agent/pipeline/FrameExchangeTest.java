package io.vedette.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.runtime.media.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameExchangeTest {
    private static FrameExchange exchange(boolean isDropping) {
        return new FrameExchange(isDropping, () -> new FrameSlot(Pixels.allocate(1, 1, ColourOrder.GREY)));
    }

    private static void write(FrameExchange exchange, long index) throws InterruptedException {
        FrameSlot slot = exchange.beginWrite();
        slot.set(index, 0);
        exchange.endWrite(slot);
    }

    private static List<Long> takeAll(FrameExchange exchange) throws InterruptedException {
        List<Long> taken = new ArrayList<>();
        FrameSlot slot = exchange.take();
        while (slot != null) {
            taken.add(slot.index());
            exchange.release(slot);
            slot = exchange.take();
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
}
