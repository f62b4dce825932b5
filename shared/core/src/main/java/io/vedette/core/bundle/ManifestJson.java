package io.vedette.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.bundle.BundleException.Check;
import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;

/** The manifest's JSON form. A higher minor version may add fields, which are ignored; another major version is refused. */
final class ManifestJson {
    private ManifestJson() {}

    static byte[] write(BundleManifest manifest) {
        return RecordJson.writeIndented(manifest);
    }

    static BundleManifest read(byte[] json) {
        try {
            JsonNode tree = RecordJson.readTree(json);
            String schema = tree.path("schema").asText();
            if (!schema.startsWith("1.")) {
                throw new BundleException(
                        Check.MANIFEST, "Expected a manifest of schema 1.x but found '" + schema + "'");
            }
            return RecordJson.read(tree, BundleManifest.class);
        } catch (JsonFormatException e) {
            throw new BundleException(Check.MANIFEST, "The manifest cannot be understood: " + e.getMessage(), e);
        }
    }
}
