package io.vedette.trainer.evaluation;

/** A range that holds a true value with a stated confidence. */
public record Interval(double low, double high) {}
