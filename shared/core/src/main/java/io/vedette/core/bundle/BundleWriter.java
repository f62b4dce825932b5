package io.vedette.core.bundle;

import io.vedette.core.trust.SigningKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a signed bundle: the same manifest, members and key give the same bytes. */
public final class BundleWriter {
    /** The zip's first member. */
    static final String MANIFEST = "manifest.json";

    /** The signature over the manifest's bytes. */
    static final String SIGNATURE = "manifest.sig.json";

    /** Zip has no time zone and starts in 1980. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private BundleWriter() {}

    /**
     * Writes {@code file} whole or not at all.
     *
     * @param members each member's bytes by path; just those the manifest lists
     * @throws IllegalArgumentException if members and manifest disagree
     */
    public static void write(Path file, BundleManifest manifest, Map<String, byte[]> members, SigningKey key)
            throws IOException {
        requireAgreement(manifest, members);
        byte[] manifestBytes = ManifestJson.write(manifest);
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(beside);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, MANIFEST, manifestBytes);
            put(zip, SIGNATURE, key.sign(manifestBytes).toJson());
            for (Map.Entry<String, byte[]> member : new TreeMap<>(members).entrySet()) {
                put(zip, member.getKey(), member.getValue());
            }
        } catch (IOException e) {
            Files.deleteIfExists(beside);
            throw e;
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void requireAgreement(BundleManifest manifest, Map<String, byte[]> members) {
        if (members.size() != manifest.members().size()) {
            throw new IllegalArgumentException(
                    "The manifest lists " + manifest.members().size() + " members, given are " + members.size());
        }
        for (BundleMember listed : manifest.members()) {
            byte[] bytes = members.get(listed.path());
            if (bytes == null || !Sha256.of(bytes).equals(listed.sha256())) {
                throw new IllegalArgumentException(
                        "Member " + listed.path() + " is missing or differs from its digest");
            }
        }
    }
}
