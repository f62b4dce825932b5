package io.vedette.trainer.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.IntegerType;
import io.vedette.trainer.graph.TensorStorage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerDescriptionTest {
    @Test
    void layer_mapChangedLater_staysAsItWasInItsOrder() {
        TensorStorage integers = TensorStorage.perTensor(IntegerType.INT8, 1, 0);
        Map<String, TensorStorage> storage = new LinkedHashMap<>();
        storage.put("weight", integers);
        storage.put("bias", integers);
        storage.put("alpha", integers);

        LayerDescription layer =
                new LayerDescription("a", "linear", List.of("input"), List.of(2), 1, 1, List.of(), storage);
        storage.clear();

        assertThat(layer.weightStorage().keySet()).containsExactly("weight", "bias", "alpha");
    }
}
