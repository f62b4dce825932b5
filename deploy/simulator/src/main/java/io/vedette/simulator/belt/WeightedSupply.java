package io.vedette.simulator.belt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Pictures of labels by weight. */
final class WeightedSupply implements PictureSupply {
    private final List<PictureDeck> decks = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final double sum;
    private final Random random;
    private PictureDeck last;

    /** @param weights by label; a label that is not named weighs 1 */
    WeightedSupply(List<LabelledPicture> pictures, Map<String, Double> weights, Random random) {
        TreeMap<String, List<LabelledPicture>> byLabel = pictures.stream()
                .collect(Collectors.groupingBy(LabelledPicture::label, TreeMap::new, Collectors.toList()));
        Set<String> unknown = new TreeSet<>(weights.keySet());
        unknown.removeAll(byLabel.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no pictures of " + unknown + ", only of " + byLabel.keySet());
        }
        byLabel.forEach((label, its) -> {
            decks.add(new PictureDeck(its, random));
            this.weights.add(weights.getOrDefault(label, 1.0));
        });
        this.sum = this.weights.stream().mapToDouble(Double::doubleValue).sum();
        if (sum == 0) {
            throw new IllegalArgumentException("all weights are 0; at least one label must have a positive one");
        }
        this.random = random;
        this.last = decks.get(0);
    }

    @Override
    public LabelledPicture take() {
        double left = sum * random.nextDouble();
        int chosen = 0;
        while (chosen < decks.size() - 1 && left >= weights.get(chosen)) {
            left -= weights.get(chosen);
            chosen++;
        }
        last = decks.get(chosen);
        return last.take();
    }

    @Override
    public void discardLast() {
        last.discardLast();
    }
}
