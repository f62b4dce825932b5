package io.vedette.trainer.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.bundle.BundleManifest;
import io.vedette.trainer.importing.NetworkFormat;
import io.vedette.trainer.inspection.NetworkDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code vedette inspect --json} prints.
 *
 * @param bundle what a bundle says of itself; null of a file that is none
 * @param verifiedBy the id of the key that signed it; null if the signature was not checked
 * @param models the file's network, or a bundle's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Inspection(@Nullable BundleManifest bundle, @Nullable String verifiedBy, List<Model> models) {
    Inspection {
        models = List.copyOf(models);
    }

    /**
     * One file with a network.
     *
     * @param name of the variant in the bundle, or of the file
     */
    record Model(String name, NetworkFormat format, long sizeBytes, NetworkDescription network) {}
}
