package io.vedette.agent.wiring;

import io.vedette.agent.messaging.Headers;
import io.vedette.agent.pipeline.CameraPipeline;
import io.vedette.agent.pipeline.Classifier;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.PictureClassifier;
import io.vedette.agent.pipeline.StageCounts;
import io.vedette.agent.pipeline.StageObserver;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.Release;
import io.vedette.runtime.engine.EngineOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model that runs for every camera and for pictures that are sent; it is exchanged for all of them at once. */
final class ModelAtWork {
    private static final Logger LOG = LoggerFactory.getLogger(ModelAtWork.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Users users;
    private final Headers headers;
    private final Runnable listener;
    private volatile Model current;
    private List<CompletableFuture<Void>> takeovers = List.of();

    /** What runs a model of its own. */
    record Users(Cameras cameras, PictureClassifier pictures, Observers observers) {}

    /**
     * A model that its users already run.
     *
     * @param listener is told when another model was put to work
     */
    ModelAtWork(Model first, Users users, Headers headers, Runnable listener) {
        this.current = first;
        this.users = users;
        this.headers = headers;
        this.listener = listener;
        headers.setRelease(first.release());
    }

    /** The configured variant of a bundle, tried on the bundle's golden samples. */
    static Model open(AgentConfiguration configuration, ModelBundle bundle) {
        return Model.open(
                bundle,
                configuration.variant(),
                System.getProperty("os.arch", ""),
                new EngineOptions(configuration.threads()),
                System::nanoTime);
    }

    Model current() {
        return current;
    }

    Release release() {
        return current.release();
    }

    /** What the model at work did for each camera since it took over. */
    List<StageCounts> counts() {
        return users.cameras().lines().stream()
                .map(line -> line.pipeline().stageCounts())
                .toList();
    }

    /**
     * Puts another model to work, for each camera between two frames, and returns when nothing is left of the one before. All that the new one
     * needs is there, and its engines have run, before the first is exchanged: until then a failure leaves everything as it was.
     *
     * @throws io.vedette.runtime.engine.EngineException if an engine cannot be loaded or run; the old model goes on
     * @throws IllegalStateException if the switch before is not through, or the agent stops
     * @throws SwitchStuckException if the new model was put to work, but an engine of the old one does not return
     */
    synchronized void switchTo(Model next) throws InterruptedException {
        loadAndExchange(next);
        LOG.info(
                "Model: {} release {} has taken over",
                next.release().name(),
                next.release().number());
    }

    private void loadAndExchange(Model next) throws InterruptedException {
        if (!takeovers.stream().allMatch(CompletableFuture::isDone)) {
            throw new IllegalStateException("the switch before is not through");
        }
        List<CameraLine> lines = users.cameras().lines();
        Queue<CameraPipeline.Successor> ready = new ArrayDeque<>();
        try {
            for (CameraLine line : lines) {
                ready.add(prepared(line, next));
            }
            exchange(lines, ready, PictureClassifier.prepare(newWarmClassifier(next)));
        } finally {
            ready.forEach(CameraPipeline.Successor::close);
        }
        current = next;
        headers.setRelease(next.release());
        listener.run();
        awaitTakeovers(lines, next.release());
    }

    private CameraPipeline.Successor prepared(CameraLine line, Model next) {
        Classifier classifier = newWarmClassifier(next);
        StageObserver observer;
        try {
            observer = users.observers().observerFor(line.name(), line.configuration(), next);
        } catch (RuntimeException | Error e) {
            classifier.close();
            throw e;
        }
        return line.pipeline().prepare(classifier, observer);
    }

    private static Classifier newWarmClassifier(Model model) {
        Classifier classifier = model.newClassifier();
        try {
            classifier.warmUp();
            return classifier;
        } catch (RuntimeException | Error e) {
            classifier.close();
            throw e;
        }
    }

    /** Hands over what is ready, one by one; whoever was handed it owns it. Nothing is allocated here: no camera is left behind for lack of memory. */
    private void exchange(
            List<CameraLine> lines, Queue<CameraPipeline.Successor> ready, PictureClassifier.Successor forPictures) {
        List<CompletableFuture<Void>> begun = new ArrayList<>(lines.size());
        takeovers = begun;
        try {
            for (CameraLine line : lines) {
                begun.add(line.pipeline().switchTo(ready.remove()));
            }
        } catch (RuntimeException | Error e) {
            forPictures.close();
            throw e;
        }
        users.pictures().switchTo(forPictures);
    }

    private void awaitTakeovers(List<CameraLine> lines, Release next) throws InterruptedException {
        for (int i = 0; i < lines.size(); i++) {
            try {
                takeovers.get(i).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw new SwitchStuckException(lines.get(i).name(), next, PATIENCE);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the switch broke off: " + e.getCause(), e);
            }
        }
    }
}
