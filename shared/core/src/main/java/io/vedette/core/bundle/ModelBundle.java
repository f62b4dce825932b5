package io.vedette.core.bundle;

import java.util.Map;
import java.util.Optional;

/** A bundle whose signature, digests and limits were checked; only {@link BundleReader} makes one. */
public final class ModelBundle {
    private final BundleManifest manifest;
    private final String digest;
    private final String keyId;
    private final Map<String, byte[]> members;

    ModelBundle(BundleManifest manifest, String digest, String keyId, Map<String, byte[]> members) {
        this.manifest = manifest;
        this.digest = digest;
        this.keyId = keyId;
        this.members = Map.copyOf(members);
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /** SHA-256 of the manifest's bytes; since the manifest holds every member's digest, it names the whole content. */
    public String digest() {
        return digest;
    }

    /** The key whose signature was believed. */
    public String keyId() {
        return keyId;
    }

    /** A copy of a member's bytes. */
    public byte[] getMember(String path) {
        return Optional.ofNullable(members.get(path))
                .orElseThrow(() -> new IllegalArgumentException("the bundle has no member " + path))
                .clone();
    }
}
