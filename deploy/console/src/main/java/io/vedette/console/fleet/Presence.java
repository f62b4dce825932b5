package io.vedette.console.fleet;

import io.vedette.core.contract.Status;
import io.vedette.core.contract.Status.Availability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a device said that it is there.
 *
 * @param since when it came into this state, by the console's clock
 * @param boot the run of the agent that said so
 * @param formerBoots earlier runs, the latest last
 */
public record Presence(Availability availability, Instant since, String boot, List<String> formerBoots) {
    private static final int MAX_FORMER_BOOTS = 8;

    public Presence {
        formerBoots = List.copyOf(formerBoots);
    }

    /** The presence that a device's first status tells of. */
    static Presence first(Status status, Instant now) {
        return new Presence(status.availability(), now, status.header().boot(), List.of());
    }

    /**
     * The presence after another status. The last will of a former run changes nothing: a broker may publish it long after the device is back,
     * when the old connection times out.
     */
    Presence after(Status status, Instant now) {
        String newBoot = status.header().boot();
        if (formerBoots.contains(newBoot) && status.availability() == Availability.OFFLINE) {
            return this;
        }
        boolean isUnchanged = status.availability() == availability && newBoot.equals(boot);
        return new Presence(status.availability(), isUnchanged ? since : now, newBoot, formerBootsWithout(newBoot));
    }

    private List<String> formerBootsWithout(String newBoot) {
        if (newBoot.equals(boot)) {
            return formerBoots;
        }
        List<String> boots = new ArrayList<>(formerBoots);
        boots.remove(newBoot);
        boots.add(boot);
        return boots.subList(Math.max(0, boots.size() - MAX_FORMER_BOOTS), boots.size());
    }
}
