package io.vedette.runtime.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.bytedeco.tensorflowlite.OpResolver;

/**
 * The operators that a TensorFlow Lite file names, asked of the resolver one by one, since the interpreter says only that some operator is amiss.
 *
 * <p>The flatbuffer must have been verified. Its parts that are read here:
 *
 * <pre>
 * file       0 offset of the root table
 * table      0 distance back to its vtable   then its fields
 * vtable     0 own length (2 bytes)  2 table's length (2)  4 + 2·n place of field n in the table, 0 where it has its default (2)
 * vector     0 length  4 + 4·i distance to element i        string    0 length  4 UTF-8
 * Model      field 1: vector of OperatorCode
 * OperatorCode   0: code up to 127 (1 byte)  1: name of a custom one (string)  2: version, 1 by default (4)  3: code (4)
 * </pre>
 */
final class TfliteOperators {
    private static final int CUSTOM = 32;
    /** What steers other graphs of the file, for as long as they say. */
    private static final Map<Integer, String> STEERING = Map.of(31, "CALL", 118, "IF", 119, "WHILE", 129, "CALL_ONCE");

    private final ByteBuffer bytes;

    private TfliteOperators(ByteBuffer bytes) {
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Returns if the runtime has every operator.
     *
     * @param bytes of the verified file, from 0 to limit
     * @throws UnknownOperatorException if it lacks one, or one is custom or steers others
     */
    static void require(String model, ByteBuffer bytes, OpResolver resolver) {
        TfliteOperators operators = new TfliteOperators(bytes);
        int codes = operators.reference(operators.target(0), 1);
        if (codes == 0) {
            return;
        }
        for (int i = 0; i < operators.bytes.getInt(codes); i++) {
            operators.requireKnown(model, operators.target(codes + 4 + 4 * i), resolver);
        }
    }

    private void requireKnown(String model, int operatorCode, OpResolver resolver) {
        int shortPlace = field(operatorCode, 0);
        int longPlace = field(operatorCode, 3);
        int code = Math.max(shortPlace == 0 ? 0 : bytes.get(shortPlace), longPlace == 0 ? 0 : bytes.getInt(longPlace));
        if (code == CUSTOM) {
            int name = reference(operatorCode, 1);
            throw new UnknownOperatorException(
                    model,
                    name == 0 ? "without a name" : text(name),
                    "is a custom one, not one of TensorFlow Lite's own",
                    null);
        }
        String steering = STEERING.get(code);
        if (steering != null) {
            throw new UnknownOperatorException(
                    model, steering, "steers a graph beside the graph, which no image classifier needs", null);
        }
        int versionPlace = field(operatorCode, 2);
        int version = versionPlace == 0 ? 1 : bytes.getInt(versionPlace);
        if (resolver.FindOp(code, version) == null) {
            throw new UnknownOperatorException(
                    model, code + " in version " + version, "is unknown to TensorFlow Lite", null);
        }
    }

    /** Where field {@code number} of a table lies, 0 if it has its default. */
    private int field(int table, int number) {
        int vtable = table - bytes.getInt(table);
        int slot = 4 + 2 * number;
        int place = slot < bytes.getShort(vtable) ? bytes.getShort(vtable + slot) & 0xffff : 0;
        return place == 0 ? 0 : table + place;
    }

    private int reference(int table, int number) {
        int place = field(table, number);
        return place == 0 ? 0 : target(place);
    }

    private int target(int place) {
        return place + bytes.getInt(place);
    }

    private String text(int string) {
        byte[] text = new byte[bytes.getInt(string)];
        bytes.get(string + 4, text);
        return new String(text, UTF_8);
    }
}
