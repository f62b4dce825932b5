package io.vedette.trainer.tflite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;

/** An operator of a file that is read. */
final class FileOperator {
    static final int MOST_INPUTS = 1024;

    /** The newest version of each kind that the runtime has ({@code tensorflow/lite/core/kernels/register.cc}). */
    private static final Map<Integer, Integer> NEWEST = Map.ofEntries(
            Map.entry(BuiltinOperator.CONV_2D, 8),
            Map.entry(BuiltinOperator.DEPTHWISE_CONV_2D, 7),
            Map.entry(BuiltinOperator.FULLY_CONNECTED, 14),
            Map.entry(BuiltinOperator.MAX_POOL_2D, 3),
            Map.entry(BuiltinOperator.AVERAGE_POOL_2D, 3),
            Map.entry(BuiltinOperator.PAD, 5),
            Map.entry(BuiltinOperator.PADV2, 5),
            Map.entry(BuiltinOperator.RELU, 3),
            Map.entry(BuiltinOperator.RELU6, 3),
            Map.entry(BuiltinOperator.LEAKY_RELU, 2),
            Map.entry(BuiltinOperator.HARD_SWISH, 1),
            Map.entry(BuiltinOperator.LOGISTIC, 4),
            Map.entry(BuiltinOperator.SOFTMAX, 3),
            Map.entry(BuiltinOperator.ADD, 5),
            Map.entry(BuiltinOperator.SUB, 5),
            Map.entry(BuiltinOperator.MUL, 7),
            Map.entry(BuiltinOperator.DIV, 3),
            Map.entry(BuiltinOperator.CONCATENATION, 5),
            Map.entry(BuiltinOperator.MEAN, 3),
            Map.entry(BuiltinOperator.RESHAPE, 1),
            Map.entry(BuiltinOperator.SQUEEZE, 2),
            Map.entry(BuiltinOperator.EXPAND_DIMS, 2),
            Map.entry(BuiltinOperator.TRANSPOSE, 6),
            Map.entry(BuiltinOperator.SHAPE, 1),
            Map.entry(BuiltinOperator.STRIDED_SLICE, 8),
            Map.entry(BuiltinOperator.PACK, 4),
            Map.entry(BuiltinOperator.QUANTIZE, 4),
            Map.entry(BuiltinOperator.DEQUANTIZE, 6));

    private final int index;
    private final Operator operator;
    private final int code;
    private final int version;
    private final String kind;
    private final List<FileTensor> tensors;
    private final String name;

    private FileOperator(int index, Operator operator, OperatorCode code, List<FileTensor> tensors) {
        this.index = index;
        this.operator = operator;
        // Codes beyond 127 have a field of their own; the old one is then lower.
        this.code = Math.max(code.deprecatedBuiltinCode(), code.builtinCode());
        this.version = code.version();
        this.tensors = tensors;
        this.kind = kind(code);
        if (operator.inputsLength() > MOST_INPUTS) {
            throw new TfliteFileException("has operator " + index + " with " + operator.inputsLength()
                    + " inputs where at most " + MOST_INPUTS + " are read");
        }
        this.name = operator.outputsLength() > 0 && operator.outputs(0) >= 0 && operator.outputs(0) < tensors.size()
                ? tensors.get(operator.outputs(0)).shortName()
                : "without a name";
    }

    static FileOperator of(int index, Operator operator, Model model, List<FileTensor> tensors) {
        if (operator.opcodeIndex() >= model.operatorCodesLength()) {
            throw new TfliteFileException("has operator " + index + " of kind " + operator.opcodeIndex() + " but has "
                    + model.operatorCodesLength() + " kinds");
        }
        return new FileOperator(index, operator, model.operatorCodes((int) operator.opcodeIndex()), tensors);
    }

    private String kind(OperatorCode operatorCode) {
        if (code == BuiltinOperator.CUSTOM) {
            return "CUSTOM "
                    + (operatorCode.customCodeAsByteBuffer() == null
                            ? "without a name"
                            : FileTensor.text(operatorCode.customCodeAsByteBuffer()));
        }
        return code >= 0 && code < BuiltinOperator.names.length ? BuiltinOperator.name(code) : "number " + code;
    }

    /** This operator, or an exception when it is unknown or newer than what is known. */
    FileOperator requireKnown() {
        Integer newest = NEWEST.get(code);
        if (newest == null) {
            throw problem("no graph has such an operator");
        }
        if (version < 1 || version > newest) {
            throw problem("its version is " + version + " but only versions 1 to " + newest + " are known");
        }
        return this;
    }

    /** Its number in the schema. */
    int code() {
        return code;
    }

    /** The name of the tensor it makes. */
    String name() {
        return name;
    }

    Operator table() {
        return operator;
    }

    /** What it reads; an input that may be left out and is, is not there. */
    List<Optional<FileTensor>> inputs() {
        List<Optional<FileTensor>> inputs = new ArrayList<>();
        for (int i = 0; i < operator.inputsLength(); i++) {
            int input = operator.inputs(i);
            inputs.add(input == -1 ? Optional.empty() : Optional.of(tensor(input)));
        }
        return inputs;
    }

    FileTensor input(int position) {
        return findInput(position)
                .orElseThrow(() -> problem("it has " + operator.inputsLength() + " inputs and needs one more"));
    }

    Optional<FileTensor> findInput(int position) {
        return position < operator.inputsLength() && operator.inputs(position) != -1
                ? Optional.of(tensor(operator.inputs(position)))
                : Optional.empty();
    }

    /** The only tensor it makes. */
    FileTensor output() {
        if (operator.outputsLength() != 1) {
            throw problem("it must have one output but has " + operator.outputsLength());
        }
        return tensor(operator.outputs(0));
    }

    private FileTensor tensor(int tensor) {
        if (tensor < 0 || tensor >= tensors.size()) {
            throw problem("it names tensor " + tensor + " but the file has " + tensors.size());
        }
        return tensors.get(tensor);
    }

    TfliteOperatorException problem(String reason) {
        return new TfliteOperatorException(index, kind, name, reason);
    }
}
