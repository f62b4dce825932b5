package io.vedette.trainer.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.operator.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkDescriptionTest {
    /** Published multiply-accumulates in millions, to as many digits as are published. */
    @ParameterizedTest
    @CsvSource({
        // Banbury et al. 2021, MLPerf Tiny: 12.5 M
        "resnet-8, 32, 10, 12.5, 0.1",
        // torchvision.models, column GFLOPS of the table of weights
        "mobilenet-v2, 224, 1000, 301, 1",
        "mobilenet-v3-small, 224, 1000, 57, 1",
        "squeezenet-1.1, 224, 1000, 349, 1",
        // Howard et al. 2017, table 4: 569 M
        "mobilenet-v1, 224, 1000, 569, 1",
    })
    void of_publishedNetwork_takesThePublishedOperations(
            String name, int side, int classes, double millions, double tolerance) {
        NetworkDescription description = describe(name, side, classes);

        assertThat(Math.abs(description.multiplyAccumulates() / 1e6 - millions)).isLessThan(tolerance);
        assertThat(description.layers().stream()
                        .mapToLong(LayerDescription::multiplyAccumulates)
                        .sum())
                .isEqualTo(description.multiplyAccumulates());
        assertThat(description.layers().stream()
                        .mapToLong(LayerDescription::parameters)
                        .sum())
                .isEqualTo(description.parameters());
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "mobilenet-v3-large, 224, 217",
        "googlenet, 224, 1498",
        "resnet-18, 224, 1814",
        "resnet-50, 224, 4089",
        "inception-v3, 299, 5713",
        "vgg16, 224, 15470",
        "alexnet, 224, 714",
    })
    void of_largePublishedNetwork_takesThePublishedOperations(String name, int side, double millions) {
        assertThat(Math.abs(describe(name, side, 1000).multiplyAccumulates() / 1e6 - millions))
                .isLessThan(1);
    }

    @Test
    void of_residualNetwork_namesLayersAndWhatTheyRead() {
        NetworkDescription description = describe("resnet-8", 32, 10);
        LayerDescription first = description.layers().get(0);
        LayerDescription sum = description.layers().stream()
                .filter(layer -> layer.inputs().size() == 2)
                .findFirst()
                .orElseThrow();

        assertThat(first.operator()).isEqualTo("convolution 3×3, batch norm, relu");
        assertThat(first.inputs()).containsExactly("input");
        assertThat(first.output()).containsExactly(16, 32, 32);
        assertThat(sum.operator()).isEqualTo("add, relu");
        assertThat(sum.inputs()).contains(first.name());
        assertThat(description.logits())
                .isEqualTo(description
                        .layers()
                        .get(description.layers().size() - 1)
                        .name());
    }

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void of_everyKindOfOperator_hasWords(Class<?> kind) {
        Graph graph = OperatorSamples.graph(kind, 3);

        assertThat(NetworkDescription.of(graph, GraphStorage.FLOATS).layers())
                .allSatisfy(layer -> assertThat(layer.operator()).matches("[a-z0-9@×/, ]+"));
    }

    private static NetworkDescription describe(String name, int side, int classes) {
        return NetworkDescription.of(
                Catalogue.find(name, 1).build(Shape.of(3, side, side), classes, 1), GraphStorage.FLOATS);
    }
}
