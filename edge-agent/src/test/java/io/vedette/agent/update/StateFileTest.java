package io.vedette.agent.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.agent.storage.FakeStorage;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class StateFileTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final UpdateState STATE = UpdateState.initial(new Release("belt", 1, "11".repeat(32)), NOW);

    private final FakeStorage storage = new FakeStorage();
    private final StateFile file = new StateFile(storage);

    private void replace(String part, String with) throws IOException {
        file.write(STATE);
        String json = new String(storage.bytes(StateFile.NAME), StandardCharsets.UTF_8);
        assertThat(json).contains(part);
        storage.put(StateFile.NAME, json.replace(part, with).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void read_nothingWritten_isEmpty() throws IOException {
        assertThat(file.read()).isEmpty();
    }

    @Test
    void read_afterAPowerCut_isWhatWasWrittenLast() throws IOException {
        Artifact largest = new Artifact(
                "ab".repeat(32),
                (long) Artifact.MAX_CHUNKS * Artifact.CHUNK_BYTES,
                Collections.nCopies(Artifact.MAX_CHUNKS, "cd".repeat(32)));
        UpdateState wanted = UpdateMachine.apply(
                STATE, new UpdateEvent.Desired(1, new Release("belt", 2, "22".repeat(32)), largest), NOW);
        file.write(STATE);
        file.write(wanted);

        assertThat(new StateFile(storage.afterPowerCut()).read()).contains(wanted);
    }

    @Test
    void read_onProbation_knowsHowTheReleaseBeforeFared() throws IOException {
        UpdateState watched = STATE.toBuilder().before(new Baseline(0.25, 7.5)).build();
        file.write(watched);

        assertThat(file.read()).contains(watched);
    }

    @Test
    void read_firstMinor_knowsNothingOfTheReleaseBefore() throws IOException {
        replace("\"schema\":\"1.1\"", "\"schema\":\"1.0\"");

        assertThat(file.read())
                .hasValueSatisfying(state -> assertThat(state.before()).isNull());
    }

    @Test
    void read_laterMinor_ignoresWhatItDoesNotKnow() throws IOException {
        replace("\"schema\":\"1.1\"", "\"schema\":\"1.7\",\"mood\":\"good\"");

        assertThat(file.read()).isPresent();
    }

    @Test
    void read_laterMajor_isRefusedAsNewer() throws IOException {
        replace("\"schema\":\"1.1\"", "\"schema\":\"2.0\"");

        assertThatThrownBy(file::read)
                .isInstanceOfSatisfying(UnreadableStateException.class, e -> assertThat(e.isNewer())
                        .isTrue());
    }

    @Test
    void read_damaged_isRefusedAsDamaged() throws IOException {
        file.write(STATE);
        storage.cut(StateFile.NAME, 40);

        assertThatThrownBy(file::read)
                .isInstanceOfSatisfying(UnreadableStateException.class, e -> assertThat(e.isNewer())
                        .isFalse());
    }

    @Test
    void read_impossibleValues_areRefusedAsDamaged() throws IOException {
        replace("\"highestCommitted\":1", "\"highestCommitted\":-1");

        assertThatThrownBy(file::read).isInstanceOf(UnreadableStateException.class);
    }
}
