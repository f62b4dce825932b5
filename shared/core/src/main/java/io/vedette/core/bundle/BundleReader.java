package io.vedette.core.bundle;

import io.vedette.core.bundle.BundleException.Check;
import io.vedette.core.trust.BadSignatureException;
import io.vedette.core.trust.Signature;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.UnknownKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads a bundle within limits and verifies it; what fails a check is refused with that check's name. */
public final class BundleReader {
    private final TrustedKeys keys;
    private final BundleLimits limits;

    public BundleReader(TrustedKeys keys, BundleLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    /**
     * The verified bundle in {@code file}.
     *
     * @throws BundleException if a check refuses it
     */
    public ModelBundle read(Path file) {
        return withZip(file, zip -> {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            requireNames(entries);
            long[] budget = {limits.maxTotalBytes()};
            byte[] manifestBytes = readNamed(zip, BundleWriter.MANIFEST, limits.maxManifestBytes(), budget);
            byte[] signatureBytes = readNamed(zip, BundleWriter.SIGNATURE, limits.maxManifestBytes(), budget);
            String keyId = verify(manifestBytes, signatureBytes);
            BundleManifest manifest = ManifestJson.read(manifestBytes);
            Map<String, byte[]> members = readMembers(zip, entries, manifest, budget);
            requireGoldenSizes(manifest, members);
            return new ModelBundle(manifest, Sha256.of(manifestBytes), keyId, members);
        });
    }

    /**
     * What a bundle says of itself, believed by nobody: for people who look, never for a device that runs it.
     *
     * @throws BundleException if it cannot be read within the limits
     */
    public BundleManifest readUnverifiedManifest(Path file) {
        return withZip(file, zip -> {
            requireNames(Collections.list(zip.entries()));
            long[] budget = {limits.maxTotalBytes()};
            return ManifestJson.read(readNamed(zip, BundleWriter.MANIFEST, limits.maxManifestBytes(), budget));
        });
    }

    private <T> T withZip(Path file, ZipReading<T> reading) {
        requireFileSize(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return reading.read(zip);
        } catch (ZipException e) {
            throw new BundleException(Check.ARCHIVE, "Not a whole zip file: " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BundleException(Check.ARCHIVE, "Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** What is read from an open zip. */
    private interface ZipReading<T> {
        T read(ZipFile zip) throws IOException;
    }

    private void requireFileSize(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new BundleException(Check.ARCHIVE, "No bundle file at " + file);
            }
            long size = Files.size(file);
            if (size > limits.maxFileBytes()) {
                throw new BundleException(
                        Check.LIMITS,
                        "The bundle has " + size + " bytes; allowed are at most " + limits.maxFileBytes());
            }
        } catch (IOException e) {
            throw new BundleException(Check.ARCHIVE, "Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void requireNames(List<? extends ZipEntry> entries) {
        if (entries.size() > limits.maxMembers()) {
            throw new BundleException(
                    Check.LIMITS,
                    "The bundle has " + entries.size() + " entries; allowed are at most " + limits.maxMembers());
        }
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (entry.isDirectory() || !BundleMember.isName(name)) {
                throw new BundleException(Check.NAMES, "An entry's name is not a plain relative path: '" + name + "'");
            }
            if (!names.add(name)) {
                throw new BundleException(Check.NAMES, "An entry's name is given twice: " + name);
            }
        }
    }

    private byte[] readNamed(ZipFile zip, String name, long maxBytes, long[] budget) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BundleException(Check.CONTENTS, "The bundle has no " + name);
        }
        return readEntry(zip, entry, maxBytes, budget);
    }

    private byte[] readEntry(ZipFile zip, ZipEntry entry, long maxBytes, long[] budget) throws IOException {
        long allowed = Math.min(Math.min(maxBytes, budget[0]), Integer.MAX_VALUE - 64L);
        long ratioBytes = Math.max(1 << 16, entry.getCompressedSize() * limits.maxRatio());
        if (ratioBytes < allowed) {
            allowed = ratioBytes;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) allowed + 1);
            if (bytes.length > allowed) {
                throw new BundleException(
                        Check.LIMITS, "Member " + entry.getName() + " unpacks to more than " + allowed + " bytes");
            }
            budget[0] -= bytes.length;
            return bytes;
        }
    }

    private String verify(byte[] manifestBytes, byte[] signatureBytes) {
        try {
            Signature signature = Signature.fromJson(signatureBytes);
            keys.verify(manifestBytes, signature);
            return signature.keyId();
        } catch (UnknownKeyException e) {
            throw new BundleException(Check.KEY, String.valueOf(e.getMessage()), e);
        } catch (BadSignatureException e) {
            throw new BundleException(Check.SIGNATURE, String.valueOf(e.getMessage()), e);
        }
    }

    private Map<String, byte[]> readMembers(
            ZipFile zip, List<? extends ZipEntry> entries, BundleManifest manifest, long[] budget) throws IOException {
        Set<String> unlisted = new HashSet<>();
        entries.forEach(entry -> unlisted.add(entry.getName()));
        unlisted.remove(BundleWriter.MANIFEST);
        unlisted.remove(BundleWriter.SIGNATURE);
        Map<String, byte[]> members = new HashMap<>();
        for (BundleMember member : manifest.members()) {
            if (!unlisted.remove(member.path())) {
                throw new BundleException(Check.MEMBERS, "Member " + member.path() + " is listed but not there");
            }
            byte[] bytes = readEntry(zip, zip.getEntry(member.path()), member.sizeBytes(), budget);
            String found = Sha256.of(bytes);
            if (bytes.length != member.sizeBytes() || !found.equals(member.sha256())) {
                throw new BundleException(
                        Check.MEMBERS,
                        "Member " + member.path() + ": expected " + member.sizeBytes() + " bytes with digest "
                                + member.sha256() + " but found " + bytes.length + " bytes with digest " + found);
            }
            members.put(member.path(), bytes);
        }
        if (!unlisted.isEmpty()) {
            throw new BundleException(
                    Check.MEMBERS, "Entries that the manifest does not list: " + new ArrayList<>(unlisted));
        }
        return members;
    }

    private static void requireGoldenSizes(BundleManifest manifest, Map<String, byte[]> members) {
        int expected = manifest.preprocessing().pixelBytes();
        for (GoldenSample sample : manifest.goldenSamples()) {
            byte[] pixels = members.get(sample.path());
            if (pixels == null || pixels.length != expected) {
                throw new BundleException(
                        Check.MANIFEST, "Golden sample " + sample.path() + " is not " + expected + " bytes of pixels");
            }
        }
    }
}
