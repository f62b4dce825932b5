package io.vedette.agent.drift;

import io.vedette.core.drift.Verdict;

/**
 * The verdict that is told, which does not follow every single evaluation: a worse one must be found twice in a row, a better one three times, and too few samples do not take back what was found. The second look sees what has changed in
 * full, where the first may have seen the change itself.
 *
 * @param told what is told
 * @param worse how many evaluations in a row were worse than that
 * @param better likewise better
 * @param other likewise as bad, but for another cause
 */
record VerdictHold(Diagnosis told, int worse, int better, int other) {
    /** Before the first evaluation. */
    static final VerdictHold NONE = new VerdictHold(Diagnosis.NONE, 0, 0, 0);

    private static final int TO_RAISE = 2;
    private static final int TO_LOWER = 3;

    /** After another evaluation. */
    VerdictHold next(Diagnosis found) {
        boolean isRaised = told.verdict().compareTo(Verdict.WARNING) >= 0;
        if (found.verdict() == Verdict.INSUFFICIENT) {
            return isRaised ? this : tell(found);
        }
        int difference = found.verdict().compareTo(told.verdict());
        if (difference > 0) {
            return found.isSure() || worse + 1 >= TO_RAISE ? tell(found) : new VerdictHold(waiting(), worse + 1, 0, 0);
        }
        if (difference < 0) {
            return better + 1 >= TO_LOWER ? tell(found) : new VerdictHold(told, 0, better + 1, 0);
        }
        if (found.cause() == told.cause() || found.isSure() || other + 1 >= TO_RAISE) {
            return tell(found);
        }
        return new VerdictHold(told, 0, 0, other + 1);
    }

    /** Once there is enough to judge by, what waits for a second look is well until then. */
    private Diagnosis waiting() {
        return told.verdict() == Verdict.INSUFFICIENT
                ? new Diagnosis(Verdict.OK, null, "As the reference, or not surely otherwise", true)
                : told;
    }

    private static VerdictHold tell(Diagnosis found) {
        return new VerdictHold(found, 0, 0, 0);
    }
}
