package io.vedette.trainer.onnx;

import java.util.List;

/** What a name in a file stands for while it is read. */
sealed interface OnnxValue permits OnnxConstant, GraphValue {
    /** The shape in the file, the batch included. */
    List<Integer> dimensions();
}
