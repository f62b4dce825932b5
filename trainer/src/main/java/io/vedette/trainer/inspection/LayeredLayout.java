package io.vedette.trainer.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places boxes in ranks from top to bottom, so that every edge leads down.
 *
 * <p>The four steps of Sugiyama, Tagawa and Toda (1981). A box's rank is one below the lowest that leads to it. An edge over several ranks gets
 * a bend in each between, which takes part like a narrow box. Within a rank, boxes are ordered by the mean place of their neighbours above and
 * below in turn, and the order with the fewest crossings is kept. Places follow by least squares: each rank in turn moves towards its
 * neighbours as far as the gaps allow, which is isotonic regression by pooling adjacent violators; chains and bends weigh more, so that they
 * become straight.
 */
final class LayeredLayout {
    private static final double GAP = 24;
    private static final double BEND_GAP = 14;
    private static final double STRAIGHT_WEIGHT = 6;
    private static final double LEAST_WEIGHT = 1e-6;
    private static final int ORDER_SWEEPS = 16;
    private static final int PLACE_SWEEPS = 240;
    /** Counting crossings of a rank takes the square of its edges; wider graphs keep the order that they come to. */
    private static final int MOST_EDGES_COUNTED = 400;
    /** Of boxes and bends; the deepest classifiers have some thousands. */
    private static final int MOST_PLACES = 50_000;

    /** A box, or a bend of an edge. */
    private static final class Place {
        private final int rank;
        private final double width;
        private final boolean isBend;
        private final List<Place> above = new ArrayList<>();
        private final List<Place> below = new ArrayList<>();
        private int order;
        private double x;

        Place(int rank, double width, boolean isBend) {
            this.rank = rank;
            this.width = width;
            this.isBend = isBend;
        }

        double gapTo(Place next) {
            return (width + next.width) / 2 + (isBend || next.isBend ? BEND_GAP : GAP);
        }
    }

    /** An edge from a box to one later in the list. */
    record Edge(int from, int to) {}

    private final List<Place> boxes = new ArrayList<>();
    private final List<List<Place>> paths = new ArrayList<>();
    private final List<List<Place>> ranks = new ArrayList<>();

    /**
     * Places boxes.
     *
     * @param widths of the boxes, each of which comes after those that lead to it
     * @throws IllegalArgumentException when an edge leads back, or there are too many boxes and bends
     */
    LayeredLayout(List<Double> widths, List<Edge> edges) {
        int[] rankOf = new int[widths.size()];
        List<Edge> byTarget =
                edges.stream().sorted(Comparator.comparingInt(Edge::to)).toList();
        for (Edge edge : byTarget) {
            if (edge.from() >= edge.to()) {
                throw new IllegalArgumentException("Box " + edge.to() + " does not come after box " + edge.from());
            }
            rankOf[edge.to()] = Math.max(rankOf[edge.to()], rankOf[edge.from()] + 1);
        }
        long places = widths.size();
        for (Edge edge : edges) {
            places += rankOf[edge.to()] - rankOf[edge.from()] - 1;
        }
        if (places > MOST_PLACES) {
            throw new IllegalArgumentException(
                    "A drawing of " + places + " boxes and bends is asked for but it may have at most " + MOST_PLACES);
        }
        for (int box = 0; box < widths.size(); box++) {
            boxes.add(add(new Place(rankOf[box], widths.get(box), false)));
        }
        for (Edge edge : edges) {
            paths.add(path(boxes.get(edge.from()), boxes.get(edge.to())));
        }
        orderRanks();
        placeRanks();
    }

    private Place add(Place place) {
        while (ranks.size() <= place.rank) {
            ranks.add(new ArrayList<>());
        }
        ranks.get(place.rank).add(place);
        return place;
    }

    private List<Place> path(Place from, Place to) {
        List<Place> path = new ArrayList<>(List.of(from));
        for (int rank = from.rank + 1; rank <= to.rank; rank++) {
            Place last = path.get(path.size() - 1);
            Place next = rank == to.rank ? to : add(new Place(rank, 0, true));
            last.below.add(next);
            next.above.add(last);
            path.add(next);
        }
        return path;
    }

    // The order within each rank.

    private void orderRanks() {
        ranks.forEach(LayeredLayout::number);
        List<List<Place>> best = copy();
        long fewest = crossings();
        for (int sweep = 0; sweep < ORDER_SWEEPS && fewest > 0; sweep++) {
            boolean isDown = sweep % 2 == 0;
            for (int i = 0; i < ranks.size(); i++) {
                List<Place> rank = ranks.get(isDown ? i : ranks.size() - 1 - i);
                rank.sort(Comparator.comparingDouble(place -> meanOrder(place, isDown ? place.above : place.below)));
                number(rank);
            }
            long crossings = crossings();
            if (crossings < fewest) {
                fewest = crossings;
                best = copy();
            }
        }
        for (int i = 0; i < ranks.size(); i++) {
            ranks.set(i, best.get(i));
            number(best.get(i));
        }
    }

    private static void number(List<Place> rank) {
        for (int i = 0; i < rank.size(); i++) {
            rank.get(i).order = i;
        }
    }

    private static double meanOrder(Place place, List<Place> neighbours) {
        return neighbours.stream()
                .mapToInt(neighbour -> neighbour.order)
                .average()
                .orElse(place.order);
    }

    private List<List<Place>> copy() {
        List<List<Place>> copy = new ArrayList<>();
        ranks.forEach(rank -> copy.add(new ArrayList<>(rank)));
        return copy;
    }

    private long crossings() {
        long crossings = 0;
        for (List<Place> rank : ranks) {
            List<int[]> edges = new ArrayList<>();
            rank.forEach(place -> place.below.forEach(next -> edges.add(new int[] {place.order, next.order})));
            if (edges.size() > MOST_EDGES_COUNTED) {
                continue;
            }
            for (int i = 0; i < edges.size(); i++) {
                for (int j = 0; j < i; j++) {
                    int upper = Integer.compare(edges.get(i)[0], edges.get(j)[0]);
                    int lower = Integer.compare(edges.get(i)[1], edges.get(j)[1]);
                    crossings += upper * lower < 0 ? 1 : 0;
                }
            }
        }
        return crossings;
    }

    // The places within each rank.

    private void placeRanks() {
        for (List<Place> rank : ranks) {
            for (int i = 1; i < rank.size(); i++) {
                rank.get(i).x = rank.get(i - 1).x + rank.get(i - 1).gapTo(rank.get(i));
            }
            double middle = (rank.get(0).x + rank.get(rank.size() - 1).x) / 2;
            rank.forEach(place -> place.x -= middle);
        }
        for (int sweep = 0; sweep < PLACE_SWEEPS; sweep++) {
            for (int i = 0; i < ranks.size(); i++) {
                move(ranks.get(sweep % 2 == 0 ? i : ranks.size() - 1 - i));
            }
        }
        double left = ranks.stream()
                .mapToDouble(rank -> rank.get(0).x - rank.get(0).width / 2)
                .min()
                .orElse(0);
        ranks.forEach(rank -> rank.forEach(place -> place.x -= left));
    }

    /** Places with their gaps taken out, pooled where they would be out of order. */
    private static final class Block {
        private double weight;
        private double sum;
        private int count;

        Block(double weight, double target) {
            this.weight = weight;
            this.sum = weight * target;
            this.count = 1;
        }

        void pull(double more, double target) {
            weight += more;
            sum += more * target;
        }

        double target() {
            return sum / weight;
        }

        void take(Block other) {
            weight += other.weight;
            sum += other.sum;
            count += other.count;
        }
    }

    private static void move(List<Place> rank) {
        double[] offsets = new double[rank.size()];
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < rank.size(); i++) {
            Place place = rank.get(i);
            offsets[i] = i == 0 ? 0 : offsets[i - 1] + rank.get(i - 1).gapTo(place);
            Block block = pulled(place, offsets[i]);
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).target() > block.target()) {
                Block before = blocks.remove(blocks.size() - 1);
                before.take(block);
                block = before;
            }
            blocks.add(block);
        }
        int next = 0;
        for (Block block : blocks) {
            for (int i = 0; i < block.count; i++, next++) {
                rank.get(next).x = block.target() + offsets[next];
            }
        }
    }

    /** Where its edges pull a place, each by its weight; one without edges stays. */
    private static Block pulled(Place place, double offset) {
        Block pull = new Block(LEAST_WEIGHT, place.x - offset);
        for (List<Place> side : List.of(place.above, place.below)) {
            for (Place neighbour : side) {
                pull.pull(isOnlyWay(place, neighbour) ? STRAIGHT_WEIGHT : 1, neighbour.x - offset);
            }
        }
        return pull;
    }

    private static boolean isOnlyWay(Place place, Place neighbour) {
        boolean isAbove = neighbour.rank < place.rank;
        List<Place> there = isAbove ? place.above : place.below;
        List<Place> back = isAbove ? neighbour.below : neighbour.above;
        return there.size() == 1 && back.size() == 1;
    }

    // What came of it.

    int rankCount() {
        return ranks.size();
    }

    int rank(int box) {
        return boxes.get(box).rank;
    }

    /** The middle of a box from left to right. */
    double x(int box) {
        return boxes.get(box).x;
    }

    /** How much room there is from left to right. */
    double width() {
        return ranks.stream()
                .flatMap(List::stream)
                .mapToDouble(place -> place.x + place.width / 2)
                .max()
                .orElse(0);
    }

    /** Where an edge is in each rank that it passes, its boxes included. */
    double[] path(int edge) {
        return paths.get(edge).stream().mapToDouble(place -> place.x).toArray();
    }
}
