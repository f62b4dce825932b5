package io.vedette.console.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vedette.console.artifact.ArtifactFolder;
import io.vedette.console.artifact.BundleInspection;
import io.vedette.console.artifact.MemoryReleaseStore;
import io.vedette.console.artifact.PublishedRelease;
import io.vedette.console.artifact.Releases;
import io.vedette.console.artifact.UploadLimits;
import io.vedette.console.doubles.Bundles;
import io.vedette.console.doubles.Messages;
import io.vedette.console.fleet.DeviceState;
import io.vedette.console.fleet.Fleet;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Status.Availability;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeploymentsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final DeviceId DEVICE = new DeviceId("line-1");

    @TempDir
    private Path folder;

    private final Messages messages = new Messages("line-1");
    private final Fleet fleet = new Fleet(List.of(), 10, CLOCK);
    private final MemoryStore store = new MemoryStore();
    private final List<DesiredState> published = new ArrayList<>();
    private boolean isConnected = true;
    private Releases releases;
    private Deployments deployments;

    @BeforeEach
    void publishSome() throws IOException {
        releases = new Releases(
                new MemoryReleaseStore(),
                ArtifactFolder.open(folder.resolve("artifacts")),
                new BundleInspection(List.of()),
                UploadLimits.DEFAULT,
                CLOCK);
        for (int number = 2; number <= 5; number++) {
            releases.publish(new ByteArrayInputStream(Bundles.make(folder, "fashion", number, 1_000)), -1);
        }
        releases.publish(new ByteArrayInputStream(Bundles.make(folder, "other", 9, 1_000)), -1);
        deployments = deployments();
        hear(messages.status(Availability.ONLINE));
    }

    @Test
    void set_publishedRelease_isStoredAndTold() {
        DesiredRelease desired = deployments.set(DEVICE, "fashion", 4);

        assertThat(desired.version()).isEqualTo(1);
        assertThat(store.loadAll()).containsExactly(desired);
        assertThat(published).hasSize(1);
        assertThat(published.get(0).release()).isEqualTo(desired.release());
        assertThat(published.get(0).artifact())
                .isEqualTo(releases.find("fashion", 4).orElseThrow().artifact());
        assertThat(fleet.findSummary(DEVICE).orElseThrow().desired()).isEqualTo(desired.release());
    }

    @Test
    void set_again_hasAHigherVersion() {
        deployments.set(DEVICE, "fashion", 4);
        assertThat(deployments.set(DEVICE, "fashion", 4).version()).isEqualTo(2);
        assertThat(fleet.findSummary(DEVICE).orElseThrow().desiredVersion()).isEqualTo(2);
        assertThat(deployments().set(DEVICE, "fashion", 5).version())
                .as("after a restart")
                .isEqualTo(3);
    }

    @Test
    void set_deviceHasSeenAHigherVersion_goesAboveIt() {
        hear(messages.reported(41, 3));
        assertThat(deployments.set(DEVICE, "fashion", 4).version()).isEqualTo(42);
    }

    @Test
    void set_deviceClaimsAnAbsurdVersion_isNotBelieved() {
        hear(messages.reported(Long.MAX_VALUE, 3));
        assertThat(deployments.set(DEVICE, "fashion", 4).version()).isEqualTo(1);
    }

    @Test
    void set_belowTheHighestCommitted_isRefused() {
        hear(messages.reported(0, 4));

        assertThat(refusalOf("fashion", 2)).isEqualTo(Refusal.RELEASE_TOO_LOW);
        assertThat(refusalOf("fashion", 4)).as("another release 4").isEqualTo(Refusal.RELEASE_TOO_LOW);
        assertThat(store.loadAll()).isEmpty();
        assertThat(published).isEmpty();
        assertThat(deployments.set(DEVICE, "fashion", 5).release().number()).isEqualTo(5);
    }

    @Test
    void set_releaseAtWork_isAllowed() {
        PublishedRelease atWork = releases.find("fashion", 4).orElseThrow();
        hear(new Messages("line-1", "boot-1", "outbox-1", NOW, atWork.release()).reported(0, 4));

        assertThat(deployments.set(DEVICE, "fashion", 4).release()).isEqualTo(atWork.release());
    }

    @Test
    void set_anotherLineOrUnknownRelease_isRefused() {
        assertThat(refusalOf("other", 9)).isEqualTo(Refusal.OTHER_LINE);
        assertThat(refusalOf("fashion", 7)).isEqualTo(Refusal.UNKNOWN_RELEASE);
        assertThat(refusalOf("nothing", 1)).isEqualTo(Refusal.UNKNOWN_RELEASE);
    }

    @Test
    void tick_brokerIsAway_isToldWhenItIsBack() {
        isConnected = false;
        deployments.set(DEVICE, "fashion", 4);
        deployments.tick();
        assertThat(published).isEmpty();

        isConnected = true;
        deployments.tick();
        deployments.tick();
        assertThat(published).as("once").hasSize(1);
        deployments.onConnected();
        deployments.tick();
        assertThat(published).as("a broker may have forgotten it").hasSize(2);
    }

    @Test
    void delete_releaseThatADeviceShouldRun_isRefused() throws IOException {
        deployments.set(DEVICE, "fashion", 4);
        PublishedRelease desired = releases.find("fashion", 4).orElseThrow();
        PublishedRelease other = releases.find("fashion", 5).orElseThrow();

        ReleaseInUseException refusal =
                catchThrowableOfType(ReleaseInUseException.class, () -> deployments.delete(desired));
        assertThat(refusal.devices()).containsExactly(DEVICE);
        deployments.delete(other);
        assertThat(releases.find("fashion", 5)).isEmpty();
        assertThat(deployments.count(desired.release())).isEqualTo(1);
    }

    private Deployments deployments() {
        return new Deployments(
                store,
                releases,
                fleet,
                state -> {
                    if (isConnected) {
                        published.add(state);
                    }
                    return isConnected;
                },
                "boot-1",
                CLOCK);
    }

    private void hear(Message message) {
        DeviceState state = fleet.state(DEVICE, NOW).after(message, true, NOW);
        fleet.update(state);
    }

    private Refusal refusalOf(String name, int number) {
        return catchThrowableOfType(RefusedDeploymentException.class, () -> deployments.set(DEVICE, name, number))
                .refusal();
    }

    /** A store in memory. */
    private static final class MemoryStore implements DesiredReleaseStore {
        private final Map<DeviceId, DesiredRelease> desired = new HashMap<>();

        @Override
        public List<DesiredRelease> loadAll() {
            return List.copyOf(desired.values());
        }

        @Override
        public void put(DesiredRelease next) {
            desired.put(next.device(), next);
        }
    }
}
