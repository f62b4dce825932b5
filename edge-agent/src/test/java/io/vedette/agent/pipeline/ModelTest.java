package io.vedette.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.agent.fixture.BrightnessModel;
import io.vedette.agent.fixture.TestBundle;
import io.vedette.runtime.engine.EngineOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
    private static Model open(TestBundle bundle, String variant) throws IOException {
        return Model.open(bundle.read(), variant, "amd64", EngineOptions.SINGLE_THREAD, System::nanoTime);
    }

    @Test
    void open_goodBundle_classifies(@TempDir Path folder) throws IOException {
        Model model = open(TestBundle.write(folder), Model.AUTO);

        try (Classifier classifier = model.newClassifier()) {
            classifier.classify(ByteBuffer.allocate(64));
            assertThat(classifier.top(2).get(0).label()).isEqualTo("dark");
            assertThat(classifier.top(2).get(0).probability()).isGreaterThan(0.99);
            assertThat(classifier.top(2).get(1).label()).isEqualTo("grey");
        }
        assertThat(model.release().number()).isEqualTo(3);
    }

    @Test
    void open_otherAnswerThanTheTrainedNetwork_isRefused(@TempDir Path folder) throws IOException {
        TestBundle bundle = TestBundle.write(folder, BrightnessModel.logits(0));

        assertThatThrownBy(() -> open(bundle, Model.AUTO))
                .isInstanceOfSatisfying(ModelRefusedException.class, refused -> assertThat(refused.test())
                        .isEqualTo(ModelRefusedException.Test.GOLDEN_SAMPLES));
    }

    @Test
    void open_logitsBeyondTheTolerance_isRefused(@TempDir Path folder) throws IOException {
        List<Float> right = BrightnessModel.logits(1);
        TestBundle bundle = TestBundle.write(folder, List.of(right.get(0), right.get(1), right.get(2) + 0.1f));

        assertThatThrownBy(() -> open(bundle, Model.AUTO))
                .isInstanceOfSatisfying(ModelRefusedException.class, refused -> assertThat(refused.test())
                        .isEqualTo(ModelRefusedException.Test.GOLDEN_SAMPLES));
    }

    @Test
    void open_variantThatIsNotThere_isRefused(@TempDir Path folder) throws IOException {
        TestBundle bundle = TestBundle.write(folder);

        assertThatThrownBy(() -> open(bundle, "tflite-int8"))
                .isInstanceOfSatisfying(ModelRefusedException.class, refused -> assertThat(refused.test())
                        .isEqualTo(ModelRefusedException.Test.VARIANT));
    }

    @Test
    void softmax_largeLogits_sumToOne() {
        float[] probabilities = new float[3];

        Classifier.softmax(new float[] {1000, 999, -1000}, probabilities);

        assertThat(probabilities[0] + probabilities[1] + probabilities[2]).isBetween(0.999999f, 1.000001f);
        assertThat(probabilities[0]).isGreaterThan(probabilities[1]);
    }
}
