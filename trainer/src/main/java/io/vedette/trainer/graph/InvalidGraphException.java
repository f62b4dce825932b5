package io.vedette.trainer.graph;

/** A graph that cannot be: a node that reads what nobody made, a weight of the wrong shape, and the like. */
public final class InvalidGraphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String graph;
    private final String subject;

    InvalidGraphException(String graph, String subject, String problem) {
        super("Graph " + graph + ", " + subject + ": " + problem);
        this.graph = graph;
        this.subject = subject;
    }

    public String graph() {
        return graph;
    }

    /** The node at fault, or what else is. */
    public String subject() {
        return subject;
    }
}
