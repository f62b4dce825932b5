package io.vedette.trainer.cli;

import io.vedette.trainer.architecture.Catalogue;
import java.util.Iterator;

/** The names of the catalogue, for help and completion. */
final class ArchitectureNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Catalogue.names().iterator();
    }
}
