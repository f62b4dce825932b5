package io.vedette.core.contract;

/**
 * A model release.
 *
 * @param name the bundle's line of releases
 * @param number its number in that line
 * @param digest the bundle's digest, 64 hexadecimal digits
 */
public record Release(String name, int number, String digest) {
    public Release {
        if (name.isEmpty() || name.length() > 63) {
            throw new IllegalArgumentException("release name is not 1 to 63 characters: '" + name + "'");
        }
        if (number < 1) {
            throw new IllegalArgumentException("release number is not 1 or higher: " + number);
        }
    }
}
