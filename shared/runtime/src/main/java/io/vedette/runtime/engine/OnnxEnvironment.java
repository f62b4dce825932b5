package io.vedette.runtime.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.concurrent.CompletableFuture;

/** ONNX Runtime's environment, of which a process has one. */
final class OnnxEnvironment {
    /**
     * Where ONNX Runtime is started it matches the process's command line against a regular expression, by recursion: a long class path takes
     * some megabytes of stack, and overrunning it kills the process.
     */
    private static final long START_STACK_BYTES = 256L << 20;

    private static final CompletableFuture<OrtEnvironment> ENVIRONMENT = start();

    private OnnxEnvironment() {}

    static OrtEnvironment get() {
        return ENVIRONMENT.join();
    }

    private static CompletableFuture<OrtEnvironment> start() {
        CompletableFuture<OrtEnvironment> started = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                OrtEnvironment environment =
                        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "vedette");
                environment.setTelemetry(false);
                started.complete(environment);
            } catch (OrtException | RuntimeException | LinkageError e) {
                started.completeExceptionally(e);
            }
        };
        Thread thread = new Thread(null, task, "onnx-start", START_STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return started;
    }
}
