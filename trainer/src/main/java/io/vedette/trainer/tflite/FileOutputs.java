package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.Transpose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values that the outside reads.
 *
 * @param logits a score per class
 * @param embedding the features before the classifier
 */
record FileOutputs(String logits, String embedding) {
    static FileOutputs find(TfliteContents contents, GraphAssembly assembly, FileValues values) {
        List<FileTensor> outputs = contents.outputs();
        FileTensor scores = outputs.size() == 1
                ? outputs.get(0)
                : findNamed(outputs, TfliteWriter.LOGITS)
                        .orElseThrow(() -> new TfliteFileException("has outputs "
                                + outputs.stream().map(FileTensor::name).toList() + "; of several one must be named "
                                + TfliteWriter.LOGITS));
        String logits = withoutSoftmax(vector(assembly, values, scores), assembly);
        Optional<FileTensor> features =
                findNamed(outputs, TfliteWriter.EMBEDDING).filter(tensor -> !tensor.equals(scores));
        String embedding =
                features.isPresent() ? vector(assembly, values, features.get()) : beforeClassifier(logits, assembly);
        return new FileOutputs(logits, embedding);
    }

    private static Optional<FileTensor> findNamed(List<FileTensor> outputs, String name) {
        return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
    }

    private static String vector(GraphAssembly assembly, FileValues values, FileTensor output) {
        FileValue value = values.find(output).orElseThrow(() -> output.problem("is an output but nobody makes it"));
        if (!value.isVector()) {
            throw output.problem("must be a computed vector but has shape " + value.shape());
        }
        return assembly.vector(value);
    }

    private static Map<String, Node> makers(GraphAssembly assembly) {
        Map<String, Node> makers = new HashMap<>();
        assembly.nodes().forEach(node -> makers.put(node.output(), node));
        return makers;
    }

    private static String withoutSoftmax(String scores, GraphAssembly assembly) {
        Node maker = makers(assembly).get(scores);
        return maker != null && maker.operator() instanceof Softmax ? maker.input() : scores;
    }

    /** What the last layer with weights reads, as a vector; of a map that is averaged only after it, the average. */
    private static String beforeClassifier(String logits, GraphAssembly assembly) {
        Map<String, Node> makers = makers(assembly);
        Node node = makers.get(logits);
        while (node != null && handsOn(node)) {
            node = makers.get(node.input());
        }
        if (node == null || !(node.operator() instanceof Linear || node.operator() instanceof Convolution)) {
            throw new TfliteFileException(
                    "has no layer with weights right before its output, so what comes before the classifier is unknown");
        }
        String features = node.input();
        Shape shape = assembly.shapeOf(features);
        if (shape.isVector()) {
            return features;
        }
        Shape vector = Shape.of(shape.elements());
        boolean hasArea = shape.height() * shape.width() > 1;
        String pooled = hasArea
                ? assembly.add("embedding/pool", new GlobalAveragePool(), List.of(features), Map.of())
                : features;
        return assembly.vector(
                FileValue.inGraphOrder("embedding", pooled, assembly.shapeOf(pooled), vector.dimensions()));
    }

    private static boolean handsOn(Node node) {
        return node.operator() instanceof Flatten
                || node.operator() instanceof Reshape
                || node.operator() instanceof Transpose
                || node.operator() instanceof Activation
                || node.operator() instanceof AveragePool
                || node.operator() instanceof GlobalAveragePool;
    }
}
