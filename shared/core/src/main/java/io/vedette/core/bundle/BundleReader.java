package io.vedette.core.bundle;

import io.vedette.core.bundle.BundleException.Check;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.json.JsonFormatException;
import io.vedette.core.trust.BadSignatureException;
import io.vedette.core.trust.Signature;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.UnknownKeyException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads a bundle within limits and verifies it; what fails a check is refused with that check's name. */
public final class BundleReader {
    /** The longest array that every Java platform can make, less a few bytes. */
    private static final long MAX_ARRAY_BYTES = Integer.MAX_VALUE - 64L;

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
     * @throws UncheckedIOException if the disk does not let it be read
     */
    public ModelBundle read(Path file) {
        return withZip(file, zip -> {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            requireNames(entries);
            byte[] manifestBytes = readNamed(zip, BundleWriter.MANIFEST);
            byte[] signatureBytes = readNamed(zip, BundleWriter.SIGNATURE);
            String keyId = verify(manifestBytes, signatureBytes);
            BundleManifest manifest = ManifestJson.read(manifestBytes);
            requireTotal(manifest);
            requireListed(entries, manifest);
            Map<String, byte[]> members = readMembers(zip, manifest.members());
            requireGoldenSizes(manifest, members);
            requireDriftReference(manifest, members);
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
            return ManifestJson.read(readNamed(zip, BundleWriter.MANIFEST));
        });
    }

    /**
     * The model files of a bundle by their member names, whole but believed by nobody: for people who look, never for a device that runs it.
     *
     * @throws BundleException if they cannot be read within the limits or are not those that the manifest lists
     */
    public Map<String, byte[]> readUnverifiedModels(Path file) {
        return withZip(file, zip -> {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            requireNames(entries);
            BundleManifest manifest = ManifestJson.read(readNamed(zip, BundleWriter.MANIFEST));
            requireTotal(manifest);
            requireListed(entries, manifest);
            Set<String> models = new HashSet<>();
            manifest.variants().forEach(variant -> models.add(variant.path()));
            return readMembers(
                    zip,
                    manifest.members().stream()
                            .filter(member -> models.contains(member.path()))
                            .toList());
        });
    }

    /**
     * What a verified bundle says of itself. Every member is read and compared with its digest but none is kept, so that memory need not hold
     * them: for those who pass a bundle on and do not run it.
     *
     * @throws BundleException if a check refuses it
     */
    public BundleDescription describe(Path file) {
        return describe(file, this::verify);
    }

    /**
     * As {@link #describe}, but the signature is not checked: for those who have no keys, and never for a device that runs it.
     *
     * @throws BundleException if another check refuses it
     */
    public BundleDescription describeUnverified(Path file) {
        return describe(file, (manifestBytes, signatureBytes) -> claimedKey(signatureBytes));
    }

    private BundleDescription describe(Path file, KeyCheck keyCheck) {
        return withZip(file, zip -> {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            requireNames(entries);
            byte[] manifestBytes = readNamed(zip, BundleWriter.MANIFEST);
            byte[] signatureBytes = readNamed(zip, BundleWriter.SIGNATURE);
            String keyId = keyCheck.keyId(manifestBytes, signatureBytes);
            BundleManifest manifest = ManifestJson.read(manifestBytes);
            requireTotal(manifest);
            requireListed(entries, manifest);
            for (BundleMember member : manifest.members()) {
                compare(zip, member);
            }
            return new BundleDescription(manifest, Sha256.of(manifestBytes), keyId);
        });
    }

    /** Finds out whose signature it is. */
    private interface KeyCheck {
        String keyId(byte[] manifestBytes, byte[] signatureBytes);
    }

    private <T> T withZip(Path file, ZipReading<T> reading) {
        requireFileSize(file);
        try {
            ZipDirectory.require(file, limits);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return reading.read(zip);
            }
        } catch (ZipException | EOFException e) {
            throw new BundleException(Check.ARCHIVE, "Not a whole zip file: " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** What is read from an open zip. */
    private interface ZipReading<T> {
        T read(ZipFile zip) throws IOException;
    }

    private void requireFileSize(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new BundleException(Check.ARCHIVE, "No bundle file at " + file);
            }
            long size = attributes.size();
            if (size > limits.maxFileBytes()) {
                throw new BundleException(
                        Check.LIMITS,
                        "The bundle has " + size + " bytes; allowed are at most " + limits.maxFileBytes());
            }
        } catch (NoSuchFileException e) {
            throw new BundleException(Check.ARCHIVE, "No bundle file at " + file, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A disk that fails says nothing of the bundle, which another time may be read. */
    private static UncheckedIOException unreadable(Path file, IOException cause) {
        return new UncheckedIOException("Cannot read " + file + ": " + cause.getMessage(), cause);
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

    private byte[] readNamed(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BundleException(Check.CONTENTS, "The bundle has no " + name);
        }
        byte[] bytes = readEntry(zip, entry, limits.maxManifestBytes());
        if (bytes.length > limits.maxManifestBytes()) {
            throw new BundleException(
                    Check.LIMITS, "Member " + name + " unpacks to more than " + limits.maxManifestBytes() + " bytes");
        }
        return bytes;
    }

    /** The entry's bytes; of one that has more than {@code maxBytes} just one byte more than that. */
    private byte[] readEntry(ZipFile zip, ZipEntry entry, long maxBytes) throws IOException {
        long ratioBytes = Math.max(1 << 16, entry.getCompressedSize() * limits.maxRatio());
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) Math.min(maxBytes, ratioBytes) + 1);
            if (bytes.length > ratioBytes) {
                throw new BundleException(
                        Check.LIMITS,
                        "Member " + entry.getName() + " unpacks to more than " + limits.maxRatio()
                                + " times its packed " + entry.getCompressedSize() + " bytes");
            }
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

    /** Refuses what could not be read within the limits before any of it is read. */
    private void requireTotal(BundleManifest manifest) {
        long left = limits.maxTotalBytes();
        for (BundleMember member : manifest.members()) {
            if (member.sizeBytes() > Math.min(left, MAX_ARRAY_BYTES - 1)) {
                throw new BundleException(
                        Check.LIMITS,
                        "Member " + member.path() + " is listed with " + member.sizeBytes()
                                + " bytes; allowed are at most " + limits.maxTotalBytes()
                                + " for all members together");
            }
            left -= member.sizeBytes();
        }
    }

    private Map<String, byte[]> readMembers(ZipFile zip, List<BundleMember> listed) throws IOException {
        Map<String, byte[]> members = new HashMap<>();
        for (BundleMember member : listed) {
            byte[] bytes = readEntry(zip, zip.getEntry(member.path()), member.sizeBytes());
            requireSame(member, bytes.length, Sha256.of(bytes));
            members.put(member.path(), bytes);
        }
        return members;
    }

    private static void requireListed(List<? extends ZipEntry> entries, BundleManifest manifest) {
        Set<String> unlisted = new HashSet<>();
        entries.forEach(entry -> unlisted.add(entry.getName()));
        unlisted.remove(BundleWriter.MANIFEST);
        unlisted.remove(BundleWriter.SIGNATURE);
        for (BundleMember member : manifest.members()) {
            if (!unlisted.remove(member.path())) {
                throw new BundleException(Check.MEMBERS, "Member " + member.path() + " is listed but not there");
            }
        }
        if (!unlisted.isEmpty()) {
            throw new BundleException(
                    Check.MEMBERS, "Entries that the manifest does not list: " + new ArrayList<>(unlisted));
        }
    }

    /** Reads a member piece by piece, no further than its listed size. */
    private static void compare(ZipFile zip, BundleMember member) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        long count = 0;
        try (InputStream in = zip.getInputStream(zip.getEntry(member.path()))) {
            byte[] piece = new byte[1 << 16];
            int read = in.read(piece);
            while (read >= 0 && count <= member.sizeBytes()) {
                count += read;
                digest.update(piece, 0, read);
                read = in.read(piece);
            }
        }
        requireSame(member, count, HexFormat.of().formatHex(digest.digest()));
    }

    private static void requireSame(BundleMember member, long sizeBytes, String digest) {
        if (sizeBytes != member.sizeBytes()) {
            throw new BundleException(
                    Check.MEMBERS,
                    "Member " + member.path() + ": expected " + member.sizeBytes() + " bytes but found "
                            + (sizeBytes > member.sizeBytes() ? "more" : sizeBytes));
        }
        if (!digest.equals(member.sha256())) {
            throw new BundleException(
                    Check.MEMBERS,
                    "Member " + member.path() + ": expected digest " + member.sha256() + " but found " + digest);
        }
    }

    private static String claimedKey(byte[] signatureBytes) {
        try {
            return Signature.fromJson(signatureBytes).keyId();
        } catch (BadSignatureException e) {
            throw new BundleException(Check.SIGNATURE, String.valueOf(e.getMessage()), e);
        }
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

    private static void requireDriftReference(BundleManifest manifest, Map<String, byte[]> members) {
        byte[] json = manifest.driftReference() == null ? null : members.get(manifest.driftReference());
        if (json == null) {
            return;
        }
        try {
            DriftReference reference = DriftReference.fromJson(json);
            if (!reference.labels().equals(manifest.labels())) {
                throw new BundleException(
                        Check.DRIFT_REFERENCE,
                        "The drift reference is for the labels " + reference.labels() + ", the bundle has "
                                + manifest.labels());
            }
        } catch (JsonFormatException e) {
            throw new BundleException(
                    Check.DRIFT_REFERENCE, "The drift reference cannot be understood: " + e.getMessage(), e);
        }
    }
}
