package io.vedette.trainer.graph;

/** A file with damage. */
public final class DamagedFile {
    private final String damage;
    private final byte[] content;

    /** @param damage what was done to it */
    public DamagedFile(String damage, byte[] content) {
        this.damage = damage;
        this.content = content;
    }

    public String damage() {
        return damage;
    }

    /** Not to be written to. */
    public byte[] content() {
        return content;
    }

    @Override
    public String toString() {
        return damage;
    }
}
