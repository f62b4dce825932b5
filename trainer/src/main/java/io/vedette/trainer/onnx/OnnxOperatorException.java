package io.vedette.trainer.onnx;

/** A node whose operator is unknown, or known but not in the form that the node has. */
public final class OnnxOperatorException extends OnnxFileException {
    private static final long serialVersionUID = 1L;

    private final String node;
    private final String operator;
    private final String problem;

    OnnxOperatorException(String file, String node, String operator, String problem) {
        super(file, "holds node " + node + ", a " + operator + ": " + problem);
        this.node = node;
        this.operator = operator;
        this.problem = problem;
    }

    /** The node's name, or that of its first output where it has none. */
    public String node() {
        return node;
    }

    /** The operator, with its domain where that is not ONNX's own. */
    public String operator() {
        return operator;
    }

    public String problem() {
        return problem;
    }
}
