package io.vedette.agent.update;

import io.vedette.agent.storage.Storage;
import io.vedette.core.bundle.BundleException;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The bundles in the slots, verified anew whenever one is read. */
final class Slots {
    private final Storage storage;
    private final Path factory;
    private final Function<Path, ModelBundle> reader;

    /**
     * @param factory the bundle's file that the device was set up with
     * @param reader verifies a bundle's signature and digests
     */
    Slots(Storage storage, Path factory, Function<Path, ModelBundle> reader) {
        this.storage = storage;
        this.factory = factory;
        this.reader = reader;
    }

    static Release releaseOf(ModelBundle bundle) {
        return new Release(bundle.manifest().name(), bundle.manifest().release(), bundle.digest());
    }

    /** Where a slot's bundle is, if it is there. */
    Path locate(Slot slot) throws IOException {
        return slot == Slot.FACTORY ? factory : storage.locate(SlotFiles.whole(slot));
    }

    /** The bundle that the device was set up with. */
    ModelBundle readFactory() {
        return reader.apply(factory);
    }

    /** The release that a slot's file holds, if there is one. */
    Optional<Release> findRelease(Slot slot) throws IOException {
        Path path = locate(slot);
        return Files.exists(path) ? Optional.of(releaseOf(reader.apply(path))) : Optional.empty();
    }

    /**
     * A slot's bundle.
     *
     * @throws DamagedSlotException if it cannot be verified, or is not the release that the state tells of
     * @throws UncheckedIOException if the disk does not let it be read now, which says nothing of the bundle
     */
    ModelBundle read(UpdateState state, Slot slot) {
        try {
            ModelBundle bundle = reader.apply(locate(slot));
            Release found = releaseOf(bundle);
            Release expected = state.slot(slot).release();
            if (!found.equals(expected)) {
                throw new DamagedSlotException(slot, "expected " + expected + " but found " + found);
            }
            return bundle;
        } catch (BundleException e) {
            throw new DamagedSlotException(slot, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read slot " + slot + ": " + e.getMessage(), e);
        }
    }
}
