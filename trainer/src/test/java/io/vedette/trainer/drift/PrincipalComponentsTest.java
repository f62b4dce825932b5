package io.vedette.trainer.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    /** Smith, A tutorial on Principal Components Analysis, 2002: its data, and the eigenvectors that it prints to nine places. */
    @Test
    void of_theTutorialsData_isTheTutorialsAnswer() {
        float[][] points = {
            {2.5f, 2.4f}, {0.5f, 0.7f}, {2.2f, 2.9f}, {1.9f, 2.2f}, {3.1f, 3.0f},
            {2.3f, 2.7f}, {2f, 1.6f}, {1f, 1.1f}, {1.5f, 1.6f}, {1.1f, 0.9f}
        };

        List<List<Double>> directions = PrincipalComponents.of(points, 2);

        // Kept are seven digits.
        assertThat(directions.get(0).get(0)).isEqualTo(0.677873399, within(1e-6));
        assertThat(directions.get(0).get(1)).isEqualTo(0.735178656, within(1e-6));
        assertThat(directions.get(1).get(0)).isEqualTo(0.735178656, within(1e-6));
        assertThat(directions.get(1).get(1)).isEqualTo(-0.677873399, within(1e-6));
    }

    @Test
    void of_directionsThatHardlyVary_areLeftOut() {
        Random random = new Random(1);
        float[][] points = new float[100][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new float[] {(float) random.nextGaussian(), (float) (0.001 * random.nextGaussian()), 5, 0};
        }

        assertThat(PrincipalComponents.of(points, 4)).hasSize(1);
    }

    @Test
    void of_moreThanWanted_areTheLargest() {
        Random random = new Random(2);
        float[][] points = new float[200][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new float[] {
                (float) random.nextGaussian(), (float) (3 * random.nextGaussian()), (float) (2 * random.nextGaussian())
            };
        }

        List<List<Double>> directions = PrincipalComponents.of(points, 2);

        assertThat(directions).hasSize(2);
        assertThat(directions.get(0).get(1)).isGreaterThan(0.95);
        assertThat(directions.get(1).get(2)).isGreaterThan(0.95);
    }

    @Test
    void of_embeddingsAllEqual_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalComponents.of(new float[][] {{1, 2}, {1, 2}}, 2))
                .withMessageContaining("do not differ");
    }
}
