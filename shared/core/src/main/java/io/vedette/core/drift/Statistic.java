package io.vedette.core.drift;

/** The numbers that say how far a window is from its reference; each grows with the difference. */
public enum Statistic {
    /** Of class shares, 0 to √ln 2. */
    JENSEN_SHANNON_DISTANCE,
    /** Of class shares. */
    POPULATION_STABILITY_INDEX,
    /** The largest difference of the distribution functions of a number, 0 to 1. */
    KOLMOGOROV_SMIRNOV,
    /** The difference of a number's means, in standard deviations of the reference. */
    MEAN_SHIFT,
    /** T² of the mean embedding. */
    HOTELLING,
    /** By how much a number's mean changed at the change that ADWIN found last, in the number's own unit. */
    ADWIN
}
