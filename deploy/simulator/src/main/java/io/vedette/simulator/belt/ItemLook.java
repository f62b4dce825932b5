package io.vedette.simulator.belt;

/**
 * How pictures lie on the belt.
 *
 * @param minSize of a picture's longer side, in heights of a frame
 * @param maxSize likewise; sizes are spread evenly between the two
 * @param rotation at most, in degrees to either side
 * @param shift at most, up or down, in heights
 * @param brightness by how much the brightness varies to either side, 0.2 for a fifth
 * @param matte the level of 255 below which a picture's dark surroundings are taken away; 0 leaves the whole rectangle
 */
record ItemLook(double minSize, double maxSize, double rotation, double shift, double brightness, int matte) {
    ItemLook {
        Figures.requireRange("smallest size", minSize, 0.02, 1);
        Figures.requireRange("largest size", maxSize, minSize, 1);
        Figures.requireRange("rotation", rotation, 0, 180);
        Figures.requireRange("shift", shift, 0, 0.5);
        Figures.requireRange("brightness", brightness, 0, 0.9);
        Figures.requireRange("matte", matte, 0, 254);
    }
}
