package io.vedette.simulator.belt;

/**
 * How the belt and the light look.
 *
 * @param brightness of the belt, in grey levels of 255
 * @param texture the standard deviation of its grain, in grey levels
 * @param unevenLight by how much the light falls from its brightest to its darkest place, 0.3 for 30 %
 */
record BeltLook(double brightness, double texture, double unevenLight) {
    BeltLook {
        Figures.requireRange("belt brightness", brightness, 0, 255);
        Figures.requireRange("belt texture", texture, 0, 60);
        Figures.requireRange("uneven light", unevenLight, 0, 0.95);
    }
}
