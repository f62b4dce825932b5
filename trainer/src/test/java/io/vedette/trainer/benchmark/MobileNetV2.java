package io.vedette.trainer.benchmark;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.tflite.TfliteNetwork;
import io.vedette.trainer.tflite.TfliteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** MobileNetV2 1.0 at 224 pixels, as others published it in integers, back in floats. */
final class MobileNetV2 {
    private final byte[] file;
    private final Graph graph;
    private final Dataset pictures;

    private MobileNetV2(byte[] file, Graph graph, Dataset pictures) {
        this.file = file;
        this.graph = graph;
        this.pictures = pictures;
    }

    static MobileNetV2 read(Path data) throws IOException {
        byte[] file = Files.readAllBytes(data.resolve("models/tf2_mobilenet_v2_1.0_224_ptq.tflite"));
        TfliteNetwork network = TfliteReader.readNetwork(file);
        QuantizationParameters pixels = network.input().quantization().orElseThrow();
        PreprocessingSpec preprocessing =
                TestPictures.preprocessing(network.graph().input().width(), pixels.zeroPoint(), pixels.scale());
        return new MobileNetV2(file, network.graph(), TestPictures.imageNet(data, preprocessing));
    }

    /** The original's bytes; a copy. */
    byte[] file() {
        return file.clone();
    }

    Graph graph() {
        return graph;
    }

    /** 67 to calibrate, 100 to test. */
    Dataset pictures() {
        return pictures;
    }
}
