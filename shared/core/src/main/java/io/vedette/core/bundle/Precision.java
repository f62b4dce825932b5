package io.vedette.core.bundle;

/** The number type in which a model's layers compute. */
public enum Precision {
    FLOAT32,
    INT8
}
