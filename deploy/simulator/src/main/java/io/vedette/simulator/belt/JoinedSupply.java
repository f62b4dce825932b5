package io.vedette.simulator.belt;

import java.util.Random;

/** New pictures among known ones. */
final class JoinedSupply implements PictureSupply {
    private final PictureSupply known;
    private final PictureSupply added;
    private final double share;
    private final Random random;
    private PictureSupply last;

    /** @param share of the added pictures */
    JoinedSupply(PictureSupply known, PictureSupply added, double share, Random random) {
        this.known = known;
        this.added = added;
        this.share = share;
        this.random = random;
        this.last = known;
    }

    @Override
    public LabelledPicture take() {
        last = random.nextDouble() < share ? added : known;
        return last.take();
    }

    @Override
    public void discardLast() {
        last.discardLast();
    }
}
