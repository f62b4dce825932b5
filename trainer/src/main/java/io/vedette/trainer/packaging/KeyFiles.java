package io.vedette.trainer.packaging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vedette.core.trust.KeyFormatException;
import io.vedette.core.trust.SigningKey;
import io.vedette.core.trust.VerifyingKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A pair of keys in two files: {@code NAME.key}, which only its owner may read, and {@code NAME.pub}, which devices get. */
public final class KeyFiles {
    private KeyFiles() {}

    /**
     * Writes a pair of keys; files that exist are left alone.
     *
     * @throws FileAlreadyExistsException if one of the files exists
     */
    public static void write(Path folder, String name, SigningKey key) throws IOException {
        Files.createDirectories(folder);
        Path publicFile = folder.resolve(name + ".pub");
        Path privateFile = folder.resolve(name + ".key");
        if (Files.exists(publicFile)) {
            throw new FileAlreadyExistsException(publicFile.toString());
        }
        Files.createFile(
                privateFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(privateFile, key.toPem(), US_ASCII);
        Files.writeString(publicFile, key.verifyingKey().toPem(), US_ASCII, StandardOpenOption.CREATE_NEW);
    }

    /** The key to sign with in a file. */
    public static SigningKey readSigningKey(Path file) throws IOException {
        try {
            return SigningKey.fromPem(Files.readString(file, US_ASCII));
        } catch (KeyFormatException e) {
            throw new KeyFormatException("No key to sign with in " + file + ": " + e.getMessage(), e);
        }
    }

    /** The public key in a file. */
    public static VerifyingKey readVerifyingKey(Path file) throws IOException {
        return VerifyingKey.fromPem(Files.readString(file, US_ASCII));
    }
}
