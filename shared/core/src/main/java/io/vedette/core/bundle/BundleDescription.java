package io.vedette.core.bundle;

/**
 * What a bundle says of itself, without its members.
 *
 * @param digest SHA-256 of the manifest's bytes, as {@link ModelBundle#digest}
 * @param keyId the key whose signature it is, or claims to be where the signature was not checked
 */
public record BundleDescription(BundleManifest manifest, String digest, String keyId) {}
