package io.vedette.core.bundle;

import java.util.regex.Pattern;

/**
 * A file of a bundle that the manifest lists.
 *
 * @param path its name in the zip: folders and file names of lower-case letters, digits, dot, dash and underscore
 * @param sha256 its digest
 */
public record BundleMember(String path, long sizeBytes, String sha256) {
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9_-][a-z0-9._-]{0,63}(/[a-z0-9_-][a-z0-9._-]{0,63}){0,3}");

    public BundleMember {
        requireName(path);
        Sha256.require("sha256 of member " + path, sha256);
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("size of member " + path + " is negative: " + sizeBytes);
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("member name is not plain folders and a file name: " + name);
        }
    }
}
