package io.vedette.agent.wiring;

import io.vedette.agent.health.DeviceReadings;
import io.vedette.agent.messaging.Headers;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.ModelTrial;
import io.vedette.agent.storage.FolderStorage;
import io.vedette.agent.storage.Storage;
import io.vedette.agent.update.BundleRequirements;
import io.vedette.agent.update.BundleVerification;
import io.vedette.agent.update.Startup;
import io.vedette.agent.update.Updater;
import io.vedette.agent.web.AgentView;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.ModelBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The device's releases: which of them runs from the start, and how another one comes to run. */
final class Updates implements AutoCloseable {
    private final AgentConfiguration configuration;
    private final Surroundings surroundings;
    private final BundleReader reader;
    private final Storage storage;
    private final Startup.Started<Model> started;
    private @Nullable Updater updater;

    private Updates(
            AgentConfiguration configuration,
            Surroundings surroundings,
            BundleReader reader,
            Storage storage,
            Startup.Started<Model> started) {
        this.configuration = configuration;
        this.surroundings = surroundings;
        this.reader = reader;
        this.storage = storage;
        this.started = started;
    }

    /**
     * Loads the release that is to run.
     *
     * @throws io.vedette.agent.storage.FolderInUseException if another agent has the folder of the releases
     */
    static Updates open(AgentConfiguration configuration, Surroundings surroundings) {
        Path factory = configuration.requireBundle();
        BundleReader reader = Bundles.reader(configuration.trust());
        Path folder = configuration.dataDir().resolve("update");
        Storage storage = openStorage(folder);
        try {
            Startup.Started<Model> started = new Startup<>(
                            storage,
                            factory,
                            new ModelLoader(configuration, reader),
                            UpdateConfiguration.STARTS,
                            surroundings.clock(),
                            surroundings.errors())
                    .start();
            return new Updates(configuration, surroundings, reader, storage, started);
        } catch (RuntimeException | Error e) {
            close(storage);
            throw e;
        }
    }

    private record ModelLoader(AgentConfiguration configuration, BundleReader reader) implements Startup.Loader<Model> {
        @Override
        public ModelBundle read(Path file) {
            return reader.read(file);
        }

        @Override
        public Model load(ModelBundle bundle) {
            return ModelAtWork.open(configuration, bundle);
        }
    }

    private static Storage openStorage(Path folder) {
        try {
            return FolderStorage.open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot use the folder of the releases " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void close(Storage storage) {
        try {
            storage.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the folder of the releases", e);
        }
    }

    /** What runs from the start. */
    Model first() {
        return started.loaded();
    }

    /** Goes on with the update that was under way, and heeds what the fleet desires. */
    void start(ModelAtWork model, DeviceReadings readings, Optional<Fleet> fleet) {
        UpdateLink link = new UpdateLink(fleet, () -> model.current().variant().id());
        ModelTrial trial = new ModelTrial(
                bundle -> ModelAtWork.open(configuration, bundle),
                new ModelTrial.Budget(
                        configuration.update().latencyBudget(),
                        UpdateConfiguration.SLOWDOWN,
                        UpdateConfiguration.LEAST_LATENCY,
                        configuration.update().memoryBudget().bytes(),
                        configuration.cameras().size() + 1),
                readings::residentBytes);
        Updater fresh = new Updater(
                new Updater.Parts(
                        storage,
                        configuration.requireBundle(),
                        reader::read,
                        (file, artifact, desired, highest) -> new BundleVerification(reader, requirements(model))
                                .verify(file, artifact, desired, highest),
                        new ReleaseSwitchboard(
                                model,
                                new ReleaseTrial(trial, model::current),
                                bundle -> ModelAtWork.open(configuration, bundle),
                                surroundings.errors()),
                        link,
                        surroundings.errors(),
                        surroundings.clock(),
                        surroundings.nanoTime(),
                        new SecureRandom()),
                configuration.update().toOptions(),
                started);
        updater = fresh;
        link.connect(fresh);
        fresh.start();
    }

    private BundleRequirements requirements(ModelAtWork model) {
        String variant = configuration.variant();
        return new BundleRequirements(
                model.release().name(),
                RequiredLabels.of(configuration, model.current().manifest().labels()),
                variant.equals(Model.AUTO) ? null : variant);
    }

    /** Whether another release is fetched or tried. */
    boolean isUpdating() {
        Updater present = updater;
        return present != null && present.isUpdating();
    }

    /** How far an update has come, and what is in the slots, as the fleet is told. */
    Optional<AgentView.Update> view(Headers headers, String variant) {
        return Optional.ofNullable(updater)
                .map(present -> new AgentView.Update(
                        present.toReport(headers.now()), present.toReported(headers.now(), variant)));
    }

    /** Stops; what was under way goes on with the next start. */
    @Override
    public void close() {
        if (updater != null) {
            updater.close();
        }
        close(storage);
    }
}
