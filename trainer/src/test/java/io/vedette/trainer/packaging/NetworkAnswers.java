package io.vedette.trainer.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.runtime.engine.Engine;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.interpreter.Interpreter;
import io.vedette.trainer.interpreter.Simulation;
import io.vedette.trainer.training.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What a network says to some pictures, computed by one of those who can: logits and embedding of each picture. */
record NetworkAnswers(List<double[]> logits, List<double[]> embeddings) {
    /** By the textbook. */
    static NetworkAnswers ofInterpreter(Graph graph, List<float[]> pictures) {
        return of(graph, pictures, picture -> Interpreter.run(graph, picture));
    }

    /** In integers, by the textbook. */
    static NetworkAnswers ofSimulation(QuantizedGraph quantized, List<float[]> pictures) {
        return of(quantized.graph(), pictures, new Simulation(quantized)::run);
    }

    private static NetworkAnswers of(
            Graph graph, List<float[]> pictures, Function<float[], Map<String, double[]>> computation) {
        List<Map<String, double[]>> values = pictures.stream().map(computation).toList();
        return new NetworkAnswers(
                values.stream()
                        .map(each -> Objects.requireNonNull(each.get(graph.logits())))
                        .toList(),
                values.stream()
                        .map(each -> Objects.requireNonNull(each.get(graph.embedding())))
                        .toList());
    }

    /** By the library that trains. */
    static NetworkAnswers ofDjl(Graph graph, List<float[]> pictures) {
        // A predictor tells logits only; a graph whose outputs are exchanged tells the embedding.
        String first = graph.embedding();
        String second = graph.logits();
        Graph exchanged = new Graph(graph.name(), graph.input(), graph.nodes(), first, second);
        return new NetworkAnswers(predicted(graph, pictures), predicted(exchanged, pictures));
    }

    private static List<double[]> predicted(Graph graph, List<float[]> pictures) {
        Shape shape = graph.input();
        PreprocessingSpec preprocessing = new PreprocessingSpec(
                shape.width(),
                shape.height(),
                shape.channels() == 1 ? ColourOrder.GREY : ColourOrder.RGB,
                ResizeMode.STRETCH,
                Interpolation.AREA,
                0,
                Collections.nCopies(shape.channels(), 0f),
                Collections.nCopies(shape.channels(), 1f));
        float[] batch = new float[pictures.size() * shape.elements()];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i), 0, batch, i * shape.elements(), shape.elements());
        }
        try (Predictor predictor = new Predictor(graph, preprocessing)) {
            return Arrays.stream(predictor.logits(batch, pictures.size()))
                    .map(NetworkAnswers::doubles)
                    .toList();
        }
    }

    /** By the runtime that runs a file. */
    static NetworkAnswers ofEngine(Engine engine, Graph graph, List<float[]> pictures) {
        List<double[]> logits = new ArrayList<>();
        List<double[]> embeddings = new ArrayList<>();
        for (float[] picture : pictures) {
            Pictures.run(engine, graph.input(), picture);
            logits.add(doubles(engine.logits()));
            embeddings.add(doubles(engine.embedding()));
        }
        return new NetworkAnswers(logits, embeddings);
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** The largest difference of two lists of numbers. */
    static double furthest(List<double[]> found, List<double[]> expected) {
        assertThat(found).hasSameSizeAs(expected);
        double furthest = 0;
        for (int picture = 0; picture < found.size(); picture++) {
            assertThat(found.get(picture)).hasSameSizeAs(expected.get(picture));
            for (int i = 0; i < found.get(picture).length; i++) {
                double difference = Math.abs(found.get(picture)[i] - expected.get(picture)[i]);
                // What is no number is as far away as can be.
                furthest = difference <= furthest ? furthest : Double.isNaN(difference) ? Double.MAX_VALUE : difference;
            }
        }
        return furthest;
    }

    /** The largest number without its sign. */
    static double largest(List<double[]> numbers) {
        return numbers.stream()
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }
}
