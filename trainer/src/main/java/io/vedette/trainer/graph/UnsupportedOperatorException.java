package io.vedette.trainer.graph;

/** An operator that a file format or an algorithm has no form for. */
public final class UnsupportedOperatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String node;

    public UnsupportedOperatorException(String where, Node node, String remedy) {
        super(where + " has no form for node " + node.name() + ", a "
                + node.operator().getClass().getSimpleName() + ": " + remedy);
        this.where = where;
        this.node = node.name();
    }

    /** The format or algorithm. */
    public String where() {
        return where;
    }

    public String node() {
        return node;
    }
}
