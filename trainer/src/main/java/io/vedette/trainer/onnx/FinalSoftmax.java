package io.vedette.trainer.onnx;

/** What becomes of a softmax at the end of a file. */
public enum FinalSoftmax {
    /** It is left out: the logits are the scores before it, as training and calibration want them. */
    DROPPED,
    /** It stays: the logits are shares of one. */
    KEPT
}
