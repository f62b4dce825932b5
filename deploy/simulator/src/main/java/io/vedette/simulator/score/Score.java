package io.vedette.simulator.score;

import java.util.List;

/**
 * Decisions held against the truth, item by item.
 *
 * <p>A decision belongs to the item with which it shares most frames, the earlier one if two share as many. Of an item's decisions the longest
 * is its answer, the others are extra, as is one that shares no frame with any item; an item without a decision is missed.
 *
 * @param items that really passed
 * @param right items whose answer is their label
 * @param wrong items whose answer is another label
 * @param missed items without an answer
 * @param extra decisions beyond one for each item
 */
public record Score(int items, int right, int wrong, int missed, int extra) {
    /** Right answers among all items and extra decisions, 0 to 1; an extra decision counts like an item answered wrongly. */
    public double share() {
        return (double) right / Math.max(1, items + extra);
    }

    /** The score of {@code decisions}. */
    public static Score of(List<Interval> truth, List<Interval> decisions) {
        Interval[] answers = new Interval[truth.size()];
        int extra = 0;
        for (Interval decision : decisions) {
            int item = bestItem(truth, decision);
            if (item < 0) {
                extra++;
                continue;
            }
            Interval previous = answers[item];
            if (previous != null) {
                extra++;
            }
            if (previous == null || length(decision) > length(previous)) {
                answers[item] = decision;
            }
        }
        int right = 0;
        int missed = 0;
        for (int item = 0; item < answers.length; item++) {
            if (answers[item] == null) {
                missed++;
            } else if (answers[item].label().equals(truth.get(item).label())) {
                right++;
            }
        }
        return new Score(truth.size(), right, truth.size() - right - missed, missed, extra);
    }

    private static int bestItem(List<Interval> truth, Interval decision) {
        int best = -1;
        long most = 0;
        for (int item = 0; item < truth.size(); item++) {
            long overlap = truth.get(item).overlap(decision);
            if (overlap > most) {
                most = overlap;
                best = item;
            }
        }
        return best;
    }

    private static long length(Interval interval) {
        return interval.last() - interval.first() + 1;
    }
}
