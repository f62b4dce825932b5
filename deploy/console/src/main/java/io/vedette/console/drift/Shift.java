package io.vedette.console.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change that one camera or several of a site saw at about the same time, for the same cause.
 *
 * @param site where it was, if the devices were told
 * @param verdict the worst
 * @param since when the first saw it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Shift(@Nullable String site, Cause cause, Verdict verdict, Instant since, List<CameraName> cameras) {
    /** How long after the first another camera may see it. */
    static final Duration SPREAD = Duration.ofHours(1);

    public Shift {
        cameras = List.copyOf(cameras);
    }

    /** The changes that discoveries make, the worst and newest first. A device that names no site is one of its own. */
    static List<Shift> of(List<CameraVerdict> cameras) {
        Map<Place, List<CameraVerdict>> groups = new LinkedHashMap<>();
        cameras.stream()
                .filter(CameraVerdict::isDiscovery)
                .sorted(Comparator.comparing(camera -> camera.drift().since()))
                .forEach(camera -> groups.computeIfAbsent(Place.of(camera), added -> new ArrayList<>())
                        .add(camera));
        List<Shift> shifts = new ArrayList<>();
        groups.values().forEach(group -> addAll(shifts, group));
        shifts.sort(
                Comparator.comparing(Shift::verdict).thenComparing(Shift::since).reversed());
        return shifts;
    }

    private static void addAll(List<Shift> shifts, List<CameraVerdict> earliestFirst) {
        List<CameraVerdict> together = new ArrayList<>();
        for (CameraVerdict camera : earliestFirst) {
            if (!together.isEmpty()
                    && camera.drift()
                            .since()
                            .isAfter(together.get(0).drift().since().plus(SPREAD))) {
                shifts.add(one(together));
                together.clear();
            }
            together.add(camera);
        }
        shifts.add(one(together));
    }

    private static Shift one(List<CameraVerdict> earliestFirst) {
        CameraVerdict first = earliestFirst.get(0);
        return new Shift(
                first.site(),
                cause(first),
                earliestFirst.stream().map(camera -> camera.drift().verdict()).reduce(Verdict.OK, Verdict::or),
                first.drift().since(),
                earliestFirst.stream()
                        .map(camera ->
                                new CameraName(camera.device(), camera.drift().camera()))
                        .toList());
    }

    private static Cause cause(CameraVerdict camera) {
        return Objects.requireNonNullElse(camera.drift().cause(), Cause.UNKNOWN);
    }

    /** What cameras must have in common. */
    private record Place(String name, boolean isSite, Cause cause) {
        static Place of(CameraVerdict camera) {
            String site = camera.site();
            return site == null
                    ? new Place(camera.device().value(), false, Shift.cause(camera))
                    : new Place(site, true, Shift.cause(camera));
        }
    }
}
