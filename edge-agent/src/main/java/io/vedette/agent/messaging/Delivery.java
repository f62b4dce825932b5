package io.vedette.agent.messaging;

import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.SequenceRange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Decides which record of the outbox is sent next. No clock, no thread: time comes as an argument, in nanoseconds of a clock that never jumps.
 *
 * <p>On each connection the records that are not known to be stored are sent in order, beginning when the receiver has said what it has or has
 * kept silent for a while. Ranges that the receiver misses are sent again at once, and once more after {@code patience} if it still misses them.
 * If nothing of what was sent gets acknowledged for {@code patience}, all of it is sent again, the next time after twice as long.
 */
final class Delivery {
    private final Acknowledger acknowledger;
    private final long greetingNanos;
    private final long patienceNanos;
    private final long longestPatienceNanos;

    private StoredSet stored = StoredSet.NONE;
    private final NavigableSet<Long> storedAbove = new TreeSet<>();
    private boolean isConnected;
    private boolean isHeld;
    private long heldUntil;
    private long cursor = 1;
    private final long recoveredTo;
    private long highestSent;
    private final ArrayDeque<SequenceRange> again = new ArrayDeque<>();
    private long againFrom;
    private long missedMark;
    private long missedAt;
    private long waitNanos;
    private long lastProgress;

    /**
     * @param recoveredTo the highest sequence that an earlier run may have sent
     * @param greeting how long the receiver may take after a connection to say what it has
     * @param patience how long an acknowledgement may take
     * @param longestPatience limit of the growing patience with a receiver that says nothing
     */
    Delivery(
            Acknowledger acknowledger,
            long recoveredTo,
            Duration greeting,
            Duration patience,
            Duration longestPatience) {
        this.acknowledger = acknowledger;
        this.recoveredTo = recoveredTo;
        this.greetingNanos = greeting.toNanos();
        this.patienceNanos = patience.toNanos();
        this.longestPatienceNanos = longestPatience.toNanos();
        this.waitNanos = patienceNanos;
    }

    void connected(long now) {
        isConnected = true;
        isHeld = acknowledger == Acknowledger.CONSOLE;
        heldUntil = now + greetingNanos;
        cursor = 1;
        forgetMissing();
        missedMark = 0;
        waitNanos = patienceNanos;
        lastProgress = now;
    }

    void disconnected() {
        isConnected = false;
    }

    /** The console said what it has. */
    void acknowledged(Acknowledgement acknowledgement, long now) {
        if (acknowledger != Acknowledger.CONSOLE) {
            return;
        }
        isHeld = false;
        waitNanos = patienceNanos;
        StoredSet said = new StoredSet(acknowledgement.highWaterMark(), acknowledgement.missing());
        if (!said.equals(stored)) {
            stored = said;
            lastProgress = now;
        }
        sendMissingAgain(now);
    }

    private void sendMissingAgain(long now) {
        boolean isOverdue = now - missedAt >= patienceNanos;
        long knownTo = isOverdue ? 0 : missedMark;
        if (isOverdue) {
            forgetMissing();
        }
        List<SequenceRange> fresh = new ArrayList<>();
        for (SequenceRange range : stored.missing()) {
            long last = Math.min(range.last(), cursor - 1);
            long first = Math.max(range.first(), knownTo + 1);
            if (first <= last) {
                fresh.add(new SequenceRange(first, last));
            }
        }
        again.addAll(fresh);
        missedMark = Math.max(knownTo, stored.mark());
        if (isOverdue) {
            missedAt = now;
        }
    }

    /** The broker has a record. */
    void acknowledgedByBroker(long sequence, long now) {
        if (acknowledger != Acknowledger.BROKER) {
            return;
        }
        lastProgress = now;
        waitNanos = patienceNanos;
        if (sequence > stored.mark()) {
            storedAbove.add(sequence);
        }
    }

    /**
     * What the receiver has, as far as it is known.
     *
     * @param oldest the lowest sequence that is still kept
     */
    StoredSet stored(long oldest) {
        if (acknowledger == Acknowledger.BROKER) {
            long mark = Math.max(stored.mark(), oldest - 1);
            while (storedAbove.contains(mark + 1)) {
                mark++;
            }
            storedAbove.headSet(mark, true).clear();
            stored = new StoredSet(mark, List.of());
        }
        return stored;
    }

    /**
     * Gives up waiting where it took too long.
     *
     * @param oldest the lowest sequence that is kept
     */
    void tick(long oldest, long now) {
        if (!isConnected) {
            return;
        }
        if (isHeld && now - heldUntil >= 0) {
            isHeld = false;
            lastProgress = now;
        }
        if (!isHeld && isWaiting(oldest) && now - lastProgress >= waitNanos) {
            cursor = 1;
            forgetMissing();
            lastProgress = now;
            waitNanos = Math.min(longestPatienceNanos, 2 * waitNanos);
        }
    }

    private boolean isWaiting(long oldest) {
        return nextAbsent(oldest) < cursor;
    }

    private void forgetMissing() {
        again.clear();
        againFrom = 0;
    }

    /**
     * The next record to send, 0 if there is none now.
     *
     * @param oldest the lowest sequence that is kept
     * @param newest the highest sequence that is kept
     */
    long next(long oldest, long newest, long now) {
        if (!isConnected || isHeld) {
            return 0;
        }
        long missing = nextMissing(oldest, newest);
        if (missing > 0) {
            return missing;
        }
        long sequence = nextAbsent(Math.max(cursor, oldest));
        if (sequence > newest) {
            return 0;
        }
        if (!isWaiting(oldest)) {
            lastProgress = now;
        }
        cursor = sequence + 1;
        return sequence;
    }

    private long nextMissing(long oldest, long newest) {
        while (!again.isEmpty()) {
            SequenceRange range = again.getFirst();
            long sequence = nextAbsent(Math.max(Math.max(range.first(), againFrom), oldest));
            if (sequence > Math.min(range.last(), newest)) {
                again.removeFirst();
                againFrom = 0;
                continue;
            }
            againFrom = sequence + 1;
            return sequence;
        }
        return 0;
    }

    private long nextAbsent(long from) {
        long sequence = stored.firstAbsentFrom(from);
        while (storedAbove.contains(sequence)) {
            sequence = stored.firstAbsentFrom(sequence + 1);
        }
        return sequence;
    }

    /** Whether a record may have been sent before, and takes note that it is sent now. */
    boolean markSent(long sequence) {
        boolean isReplayed = sequence <= recoveredTo || sequence <= highestSent;
        highestSent = Math.max(highestSent, sequence);
        return isReplayed;
    }
}
