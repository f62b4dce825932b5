package io.vedette.trainer.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    /** Trained parameters as published: those of torchvision by its table of weights, of Keras without the statistics of batch norms. */
    @ParameterizedTest
    @CsvSource({
        // LeCun et al. 1998, table of layers: 156 + 2,416 (all 16 maps see all 6) + 48,120 + 10,164 + 850
        "lenet-5, 1, 1, 28, 10, 61706",
        // mlcommons/tiny, image classification: 78,666 of which 480 are statistics
        "resnet-8, 1, 3, 32, 10, 78186",
        // torchvision.models
        "squeezenet-1.1, 1, 3, 224, 1000, 1235496",
        "mobilenet-v2, 1, 3, 224, 1000, 3504872",
        "mobilenet-v3-small, 1, 3, 224, 1000, 2542856",
        "mobilenet-v3-large, 1, 3, 224, 1000, 5483032",
        "googlenet, 1, 3, 224, 1000, 6624904",
        "resnet-18, 1, 3, 224, 1000, 11689512",
        // keras.applications: 4,253,864 of which 21,888 are statistics; width 0.25: 475,544 of which 5,472 are
        "mobilenet-v1, 1, 3, 224, 1000, 4231976",
        "mobilenet-v1, 0.25, 3, 224, 1000, 470072",
        // timm, keras-hub
        "efficientnet-lite0, 1, 3, 224, 1000, 4652008",
    })
    void build_publishedSize_hasThePublishedParameters(
            String name, double width, int channels, int size, int classes, long parameters) {
        assertThat(build(name, width, channels, size, classes).parameterCount()).isEqualTo(parameters);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        // torchvision.models; Inception v3: 27,161,264 of which 3,326,696 are of the classifier on the way
        "alexnet, 224, 61100840",
        "vgg16, 224, 138357544",
        "vgg19, 224, 143667240",
        "resnet-50, 224, 25557032",
        "inception-v3, 299, 23834568",
        // keras.applications: 22,910,480 of which 54,528 are statistics
        "xception, 299, 22855952",
    })
    void build_largePublishedSize_hasThePublishedParameters(String name, int size, long parameters) {
        assertThat(build(name, 1, 3, size, 1000).parameterCount()).isEqualTo(parameters);
    }

    /** Multiplications with their additions, in millions, as torchvision's table of weights has them, which counts convolutions and linear layers alone. */
    @ParameterizedTest
    @CsvSource({
        "squeezenet-1.1, 224, 349",
        "mobilenet-v2, 224, 301",
        "mobilenet-v3-small, 224, 57",
        "mobilenet-v3-large, 224, 217",
        "googlenet, 224, 1498",
        "resnet-18, 224, 1814",
        // Howard et al. 2017, table 4
        "mobilenet-v1, 224, 569",
        // 386 of EfficientNet-B0, whose squeeze and excitation takes 0.6; the 407 of tensorflow/tpu count more than
        // layers with weights
        "efficientnet-lite0, 224, 385",
    })
    void build_publishedSize_hasThePublishedMultiplications(String name, int size, long millions) {
        assertThat(millionsOf(name, size)).isEqualTo(millions);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "alexnet, 224, 714",
        "vgg16, 224, 15470",
        "vgg19, 224, 19632",
        "resnet-50, 224, 4089",
        "inception-v3, 299, 5713",
    })
    void build_largePublishedSize_hasThePublishedMultiplications(String name, int size, long millions) {
        assertThat(millionsOf(name, size)).isEqualTo(millions);
    }

    private static long millionsOf(String name, int size) {
        return Math.round(build(name, 1, 3, size, 1000).multiplyAccumulates() / 1e6);
    }

    static Stream<String> names() {
        return Catalogue.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void build_pictureOfFourPixels_isRefused(String name) {
        Architecture architecture = Catalogue.find(name, 1);

        assertThatThrownBy(() -> architecture.build(Shape.of(3, 4, 64), 10, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[3×4×64]");
    }

    @Test
    void find_unknownName_tellsThoseThatThereAre() {
        assertThatThrownBy(() -> Catalogue.find("resnet-19", 1))
                .hasMessageContaining("'resnet-19'")
                .hasMessageContaining("resnet-18");
    }

    @Test
    void find_widthOfAFamilyWithoutOne_isRefused() {
        assertThatThrownBy(() -> Catalogue.find("resnet-18", 0.5))
                .hasMessageContaining("0.5")
                .hasMessageContaining("mobilenet-v2");
    }

    private static Graph build(String name, double width, int channels, int size, int classes) {
        return Catalogue.find(name, width).build(Shape.of(channels, size, size), classes, 1);
    }
}
