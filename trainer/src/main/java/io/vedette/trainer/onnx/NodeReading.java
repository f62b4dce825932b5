package io.vedette.trainer.onnx;

/** Reads the nodes of an operator into a graph. */
@FunctionalInterface
interface NodeReading {
    /** What the node's first output stands for. */
    OnnxValue read(OnnxNode node, GraphAssembly assembly);
}
