package io.vedette.trainer.graph;

/**
 * A file with damage.
 *
 * @param damage what was done to it
 * @param content not to be written to
 */
public record DamagedFile(String damage, byte[] content) {
    @Override
    public String toString() {
        return damage;
    }
}
