package io.vedette.console.drift;

import io.vedette.console.fleet.CameraDrift;
import io.vedette.console.fleet.CameraSummary;
import io.vedette.console.fleet.DeviceSummary;
import io.vedette.core.stats.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The drift of all cameras.
 *
 * @param cameras by device and camera
 * @param shifts the worst and newest first
 * @param references the most used first
 */
public record FleetDrift(List<CameraVerdict> cameras, List<Shift> shifts, List<ReferenceUse> references) {
    public FleetDrift {
        cameras = List.copyOf(cameras);
        shifts = List.copyOf(shifts);
        references = List.copyOf(references);
    }

    /** The drift of these devices' cameras. */
    public static FleetDrift of(List<DeviceSummary> devices) {
        List<Seen> seen = new ArrayList<>();
        for (DeviceSummary device : devices) {
            for (CameraSummary camera : device.cameras()) {
                Optional.ofNullable(camera.drift()).ifPresent(drift -> seen.add(new Seen(device, drift)));
            }
        }
        List<CameraVerdict> cameras = verdicts(seen);
        return new FleetDrift(cameras, Shift.of(cameras), references(seen));
    }

    private static List<CameraVerdict> verdicts(List<Seen> seen) {
        double[] adjusted = BenjaminiHochberg.adjusted(seen.stream()
                .map(Seen::pValue)
                .flatMap(value -> Optional.ofNullable(value).stream())
                .mapToDouble(Double::doubleValue)
                .toArray());
        List<CameraVerdict> verdicts = new ArrayList<>();
        int next = 0;
        for (Seen camera : seen) {
            boolean isTest = camera.pValue() != null;
            verdicts.add(CameraVerdict.of(camera.device, camera.drift, isTest ? Double.valueOf(adjusted[next]) : null));
            next += isTest ? 1 : 0;
        }
        return verdicts;
    }

    private static List<ReferenceUse> references(List<Seen> seen) {
        Map<String, List<Seen>> users = new LinkedHashMap<>();
        seen.forEach(camera -> users.computeIfAbsent(camera.drift.reference().id(), added -> new ArrayList<>())
                .add(camera));
        return users.values().stream()
                .map(FleetDrift::use)
                .sorted(Comparator.comparing(ReferenceUse::cameras).reversed().thenComparing(use -> use.reference()
                        .id()))
                .toList();
    }

    private static ReferenceUse use(List<Seen> users) {
        CameraDrift first = users.get(0).drift;
        int devices = (int)
                users.stream().map(user -> user.device.device()).distinct().count();
        return new ReferenceUse(first.reference(), first.release(), users.size(), devices);
    }

    /** A camera whose drift was told, with its device. */
    private record Seen(DeviceSummary device, CameraDrift drift) {
        /** Absent also where the device is not heard any more: what it told is no test of today. */
        @Nullable
        Double pValue() {
            return CameraVerdict.isHeard(device.condition()) ? drift.pValue() : null;
        }
    }
}
