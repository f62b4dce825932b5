package io.vedette.core.bundle;

import java.util.Locale;

/** A bundle was refused: which check refused it, and what was found. */
public final class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The checks a bundle passes before anything of it is used, in their order. */
    public enum Check {
        /** The file can be read and is a whole zip. */
        ARCHIVE,
        /** Size, number of members and compression ratio are within the limits. */
        LIMITS,
        /** Every entry is a plain file. */
        LINKS,
        /** Member names are plain relative paths, each once. */
        NAMES,
        /** Manifest and signature are there. */
        CONTENTS,
        /** The signing key is one that is believed. */
        KEY,
        /** The signature fits the manifest's bytes. */
        SIGNATURE,
        /** The manifest can be understood and does not contradict itself. */
        MANIFEST,
        /** Every listed member is there with its size and digest, and nothing else is. */
        MEMBERS,
        /** The reference of drift detection, where there is one, can be understood and is for these labels. */
        DRIFT_REFERENCE;

        /** Its name in messages and documents: lower-case letters and dashes. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Check check;

    public BundleException(Check check, String message) {
        super(message);
        this.check = check;
    }

    public BundleException(Check check, String message, Throwable cause) {
        super(message, cause);
        this.check = check;
    }

    /** The check that refused it. */
    public Check check() {
        return check;
    }
}
