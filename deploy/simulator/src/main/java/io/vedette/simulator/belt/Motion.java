package io.vedette.simulator.belt;

/**
 * How the belt moves: fast between items, and slowly while one lies under the camera, as inspection stations do. Lengths are in
 * heights of a frame, speeds in heights per frame.
 *
 * @param transitSpeed between items
 * @param inspectionSpeed while an item's centre is within half of {@code inspectionLength} of the camera's
 * @param inspectionLength the way over which the belt is slow
 * @param acceleration by how much the speed grows per height of distance from the slow part
 * @param minGap of empty belt between the region's edge and the next item when one has left
 * @param maxGap likewise; gaps are spread evenly between the two
 */
record Motion(
        double transitSpeed,
        double inspectionSpeed,
        double inspectionLength,
        double acceleration,
        double minGap,
        double maxGap) {
    Motion {
        Figures.requireRange("transit speed", transitSpeed, 1e-4, 1);
        Figures.requireRange("inspection speed", inspectionSpeed, 1e-4, transitSpeed);
        Figures.requireRange("inspection length", inspectionLength, 0, 1);
        Figures.requireRange("acceleration", acceleration, 1e-3, 100);
        Figures.requireRange("smallest gap", minGap, 0, 100);
        Figures.requireRange("largest gap", maxGap, minGap, 100);
    }

    /** The speed when the nearest item's centre is {@code distance} away from the camera's. */
    double speedAt(double distance) {
        double beyond = Math.max(0, Math.abs(distance) - inspectionLength / 2);
        return Math.min(transitSpeed, inspectionSpeed + acceleration * beyond);
    }
}
