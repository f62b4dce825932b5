package io.vedette.simulator.belt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Pictures in a random order, each once, then all of them again in another. */
final class PictureDeck implements PictureSupply {
    private final List<LabelledPicture> order;
    private final Random random;
    private int next;

    PictureDeck(List<LabelledPicture> pictures, Random random) {
        this.order = new ArrayList<>(pictures);
        this.random = random;
        this.next = order.size();
    }

    @Override
    public LabelledPicture take() {
        if (next == order.size()) {
            Collections.shuffle(order, random);
            next = 0;
        }
        return order.get(next++);
    }

    @Override
    public void discardLast() {
        order.remove(next - 1);
        next--;
    }
}
