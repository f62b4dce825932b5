package io.vedette.agent.messaging;

import java.nio.file.Path;

/** A process that fills an outbox as fast as it can and says which sequence is accepted, until it is killed. */
final class OutboxWriterProcess {
    private OutboxWriterProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Outbox outbox = Outbox.open(
                Path.of(arguments[0]),
                OutboxOptions.of(64 << 20),
                TestMessages.headers("boot-" + ProcessHandle.current().pid()),
                (kind, message) -> {
                    // More is offered than a slow disk takes; that is the load.
                    if (!kind.equals("outbox-overflow")) {
                        System.err.println(kind + ": " + message);
                    }
                });
        outbox.setListener(() -> {
            System.out.println(outbox.newestSequence());
            System.out.flush();
        });
        while (true) {
            for (int i = 0; i < 20; i++) {
                outbox.offer(TestMessages.ERROR_TOPIC, TestMessages.error("kind-" + i));
            }
            Thread.sleep(10);
        }
    }
}
