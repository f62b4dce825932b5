package io.vedette.console.telemetry;

import io.vedette.console.fleet.Fleet;
import io.vedette.console.fleet.FleetListener;
import io.vedette.console.worker.Worker;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Prediction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes messages from the broker to the store: all that have come while the last transaction was under way make up the next one, so that the
 * transactions grow with the load. Only when one is stored are its messages acknowledged to the devices. The broker is not made to wait for
 * that: it allows a few dozen messages on their way, which would make every few dozen wait for the disk. What is lost with a killed console
 * comes again from the devices.
 */
public final class Ingest implements AutoCloseable {
    private static final int QUEUE_CAPACITY = 4_000;
    private static final int MAX_BATCH = 1_000;
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final BlockingQueue<Delivery> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final IngestCounters counters = new IngestCounters();
    private final MessageReader reader = new MessageReader(counters);
    private final Worker worker = new Worker("ingest", this::work);
    private final TelemetryStore store;
    private final Fleet fleet;
    private final FleetListener listener;
    private final Clock clock;
    private final String boot;
    private final Outboxes outboxes;
    private final Acknowledger acknowledger;
    private volatile boolean isStoring = true;
    private long batches;

    /** @param boot the id of this run of the console */
    public Ingest(
            TelemetryStore store,
            Fleet fleet,
            FleetListener listener,
            AcknowledgementPublisher publisher,
            String boot,
            Clock clock) {
        this.store = store;
        this.fleet = fleet;
        this.listener = listener;
        this.boot = boot;
        this.clock = clock;
        this.outboxes = new Outboxes(store.loadOutboxes());
        this.acknowledger = new Acknowledger(outboxes, publisher, counters, clock, boot);
        outboxes.devices().forEach(this::report);
    }

    public void start() {
        worker.start();
    }

    /** Takes a message over; waits while there are too many. One that comes during the close is left to come again. */
    public void submit(Delivery delivery) throws InterruptedException {
        boolean isTaken = false;
        while (!isTaken && !worker.isClosed()) {
            isTaken = queue.offer(delivery, 100, TimeUnit.MILLISECONDS);
        }
    }

    /** To be called each time the broker was reached anew: it may not have kept what was published. */
    public void onConnected() {
        acknowledger.requireAll();
    }

    /** Sends the acknowledgements that are due; to be called a few times a second, by one thread. */
    public void sendAcknowledgements() {
        acknowledger.tick();
    }

    public Counters counters() {
        return counters.snapshot();
    }

    /** Whether the last transaction succeeded. */
    public boolean isStoring() {
        return isStoring;
    }

    /** Stores what was submitted, unless the store refuses it, and ends. */
    @Override
    public void close() {
        worker.close();
    }

    private void work() {
        while (!worker.isClosed() || !queue.isEmpty()) {
            List<Delivery> deliveries = take();
            if (!deliveries.isEmpty()) {
                process(deliveries);
            }
        }
    }

    private List<Delivery> take() {
        List<Delivery> deliveries = new ArrayList<>();
        try {
            Delivery first = queue.poll(100, TimeUnit.MILLISECONDS);
            if (first != null) {
                deliveries.add(first);
                queue.drainTo(deliveries, MAX_BATCH - 1);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
        return deliveries;
    }

    private void process(List<Delivery> deliveries) {
        BatchPlanner planner = new BatchPlanner(fleet, outboxes, counters, clock.instant());
        for (Delivery delivery : deliveries) {
            reader.read(delivery).ifPresent(message -> planner.add(message, !delivery.isRetained()));
        }
        batches++;
        Plan plan = planner.plan(boot + ":" + batches);
        if (!plan.batch().isEmpty() && !isStored(plan.batch())) {
            return;
        }
        plan.batch().outboxes().forEach(outboxes::put);
        plan.devices().forEach(fleet::update);
        plan.due().forEach(this::report);
        plan.due().forEach(acknowledger::require);
        plan.told().forEach(this::tell);
    }

    /** Stores a batch, trying until it succeeds; false if the console is closed before. */
    private boolean isStored(Batch batch) {
        Duration delay = FIRST_RETRY;
        while (true) {
            try {
                store.store(batch);
                counters.countBatch();
                isStoring = true;
                return true;
            } catch (RuntimeException e) {
                isStoring = false;
                counters.countStoreFailure(e);
            }
            if (worker.isClosed()) {
                return false;
            }
            sleep(delay);
            delay = delay.multipliedBy(2);
            delay = delay.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : delay;
        }
    }

    private void sleep(Duration delay) {
        long endNanos = System.nanoTime() + delay.toNanos();
        while (!worker.isClosed() && System.nanoTime() < endNanos) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts this thread", e);
            }
        }
    }

    private void report(DeviceId device) {
        outboxes.findCurrent(device).ifPresent(outbox -> fleet.update(device, outbox.report()));
    }

    private void tell(Message message) {
        if (message instanceof Prediction prediction) {
            fleet.count(prediction, clock.instant());
        }
        listener.onMessage(message);
    }
}
