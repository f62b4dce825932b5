package io.vedette.trainer.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * How many bytes of a file are anything else than the numbers of its tensors.
 *
 * <p>Two bytes of a message can become an object of a hundred, and a byte of a list of integers eight, so that a small file could ask for much
 * memory; raw bytes and floats take what they take in the file. It is walked in its wire format only as deep as tensors lie.
 */
final class StructureSize {
    private static final int LIST_OF_BYTES = WireFormat.WIRETYPE_LENGTH_DELIMITED;

    /** The numbers of fields are those of onnx.proto. */
    private enum Kind {
        MODEL,
        GRAPH,
        NODE,
        ATTRIBUTE,
        TENSOR;

        private static final Map<Kind, Map<Integer, Kind>> BELOW = Map.of(
                MODEL, Map.of(7, GRAPH),
                GRAPH, Map.of(1, NODE, 5, TENSOR),
                NODE, Map.of(5, ATTRIBUTE),
                ATTRIBUTE, Map.of(5, TENSOR),
                TENSOR, Map.of());
    }

    /** Of a tensor: float_data, raw_data, double_data. */
    private static final Set<Integer> NUMBERS = Set.of(4, 9, 10);

    private StructureSize() {}

    /** Counts. */
    static long bytes(byte[] content) throws IOException {
        return content.length - numbers(CodedInputStream.newInstance(content), Kind.MODEL);
    }

    private static long numbers(CodedInputStream input, Kind kind) throws IOException {
        long numbers = 0;
        int tag = input.readTag();
        while (tag != 0) {
            int field = WireFormat.getTagFieldNumber(tag);
            Kind below = Kind.BELOW.getOrDefault(kind, Map.of()).get(field);
            if (WireFormat.getTagWireType(tag) != LIST_OF_BYTES) {
                if (!input.skipField(tag)) {
                    throw new IOException("a group ends that never began");
                }
            } else if (below != null) {
                int limit = input.pushLimit(input.readRawVarint32());
                numbers += numbers(input, below);
                input.popLimit(limit);
            } else {
                int length = input.readRawVarint32();
                input.skipRawBytes(length);
                numbers += kind == Kind.TENSOR && NUMBERS.contains(field) ? length : 0;
            }
            tag = input.readTag();
        }
        return numbers;
    }
}
