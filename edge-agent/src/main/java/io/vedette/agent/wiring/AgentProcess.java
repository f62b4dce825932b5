package io.vedette.agent.wiring;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The agent as a process: runs until it is told to stop, or until its sources have ended. */
final class AgentProcess {
    private AgentProcess() {}

    /** Runs an agent; the process's exit code. */
    static int run(AgentConfiguration configuration) throws InterruptedException {
        Agent agent = Agent.start(configuration);
        AtomicBoolean isFinished = new AtomicBoolean();
        Thread hook = new Thread(() -> stop(agent, isFinished), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        if (!configuration.exitAtEnd()) {
            new CountDownLatch(1).await();
        }
        boolean isComplete = agent.awaitEnd();
        isFinished.set(true);
        agent.close();
        return isComplete ? 0 : 1;
    }

    /** An orderly stop by a signal is a success; the JVM itself would end with 128 and the signal's number. */
    private static void stop(Agent agent, AtomicBoolean isFinished) {
        agent.close();
        if (!isFinished.get()) {
            Runtime.getRuntime().halt(0);
        }
    }
}
