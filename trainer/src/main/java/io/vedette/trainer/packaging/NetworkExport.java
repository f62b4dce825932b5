package io.vedette.trainer.packaging;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.core.bundle.Precision;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.quantization.Calibration;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Calibrator;
import io.vedette.trainer.quantization.Quantizer;
import io.vedette.trainer.tflite.TfliteWriter;
import java.util.List;

/** One trained network as four files: ONNX and TensorFlow Lite, in floats and in integers. */
public final class NetworkExport {
    private final CalibrationMethod method;
    private final int threads;

    /**
     * @param method how ranges follow from the calibration pictures
     * @param threads that calibration may use
     */
    public NetworkExport(CalibrationMethod method, int threads) {
        this.method = method;
        this.threads = threads;
    }

    /** The files; the integer ones with ranges from the given examples, which must not be test images. */
    public List<ModelFile> export(Graph trained, Dataset dataset, int[] calibrationExamples) {
        Graph folded = new RescaleFixedOutputs().apply(new FoldBatchNorm().apply(trained));
        Calibration calibration = new Calibrator(method, threads)
                .calibrate(folded, new CalibrationPictures(dataset, calibrationExamples));
        QuantizedGraph quantized = Quantizer.quantize(folded, calibration);
        return List.of(
                new ModelFile(ModelFormat.ONNX, Precision.FLOAT32, OnnxWriter.write(folded)),
                new ModelFile(ModelFormat.ONNX, Precision.INT8, OnnxWriter.writeQuantized(quantized)),
                new ModelFile(ModelFormat.TFLITE, Precision.FLOAT32, TfliteWriter.write(folded)),
                new ModelFile(ModelFormat.TFLITE, Precision.INT8, TfliteWriter.writeQuantized(quantized)));
    }
}
