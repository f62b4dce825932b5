package io.vedette.trainer.tflite;

/** A TFLite file that cannot become a graph: damaged, of another format, or with something no graph has. */
public sealed class TfliteFileException extends RuntimeException permits TfliteOperatorException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    TfliteFileException(String problem) {
        super("The TFLite file " + problem);
        this.problem = problem;
    }

    /** What is wrong with it, as the end of a sentence that begins with the file. */
    public String problem() {
        return problem;
    }
}
