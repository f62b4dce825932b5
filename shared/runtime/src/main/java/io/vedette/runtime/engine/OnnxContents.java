package io.vedette.runtime.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file reaches for beyond its own bytes and ONNX's own operators, found before the runtime sees it: the runtime would read other
 * files, relative to wherever the process was started, and run a loop for as long as the file says.
 *
 * <p>The file is walked in protobuf's wire format, without being taken into memory as objects:
 *
 * <pre>
 * message = (key value)*
 * key     = varint: field &lt;&lt; 3 | type
 * value   = type 0: varint | type 1: 8 bytes | type 2: varint length, then that many bytes | type 5: 4 bytes
 * varint  = bytes with 7 bits each, lowest first; the upper bit says that more follow
 * </pre>
 *
 * <p>Field numbers are from <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
final class OnnxContents {
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx");
    private static final int MAX_DEPTH = 16;

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private final String model;
    private final ByteBuffer bytes;

    private OnnxContents(String model, ByteBuffer bytes) {
        this.model = model;
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The messages that may hold, at some depth, a tensor or a node. */
    private enum Kind {
        MODEL,
        TRAINING,
        FUNCTION,
        GRAPH,
        NODE,
        ATTRIBUTE,
        TENSOR,
        SPARSE_TENSOR,
        DATA_ENTRY;

        /** What a field holds; null if nothing that matters. */
        @Nullable
        Kind field(int number) {
            return switch (this) {
                case MODEL ->
                    switch (number) {
                        case 7 -> GRAPH;
                        case 20 -> TRAINING;
                        case 25 -> FUNCTION;
                        default -> null;
                    };
                case TRAINING -> number == 1 || number == 2 ? GRAPH : null;
                case FUNCTION -> number == 7 ? NODE : null;
                case GRAPH ->
                    switch (number) {
                        case 1 -> NODE;
                        case 5 -> TENSOR;
                        case 15 -> SPARSE_TENSOR;
                        default -> null;
                    };
                case NODE -> number == 5 ? ATTRIBUTE : null;
                case ATTRIBUTE ->
                    switch (number) {
                        case 5, 10 -> TENSOR;
                        case 6, 11 -> GRAPH;
                        case 22, 23 -> SPARSE_TENSOR;
                        default -> null;
                    };
                case SPARSE_TENSOR -> number == 1 || number == 2 ? TENSOR : null;
                case TENSOR -> number == 13 ? DATA_ENTRY : null;
                case DATA_ENTRY -> null;
            };
        }
    }

    /** What is noted of a message: its strings of interest, and whether a graph lies below. */
    private static final class Found {
        String operator = "";
        String domain = "";
        String key = "";
        String value = "";
        boolean hasGraph;
        boolean isExternal;
        String location = "";
    }

    /**
     * Returns if the model needs nothing but itself.
     *
     * @throws ExternalDataException if a tensor lies in another file
     * @throws UnknownOperatorException if an operator is not one of ONNX's own, or steers others
     * @throws CorruptModelException if the bytes are no protobuf
     */
    static void requireSelfContained(String model, ByteBuffer bytes) {
        OnnxContents contents = new OnnxContents(model, bytes);
        contents.walk(Kind.MODEL, bytes.limit(), 0);
    }

    private Found walk(Kind kind, int end, int depth) {
        if (depth > MAX_DEPTH) {
            throw new CorruptModelException(model, "its messages are nested more than " + MAX_DEPTH + " deep", null);
        }
        Found found = new Found();
        while (bytes.position() < end) {
            long key = varint(end);
            int number = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case VARINT -> {
                    long value = varint(end);
                    // TensorProto.data_location is EXTERNAL.
                    found.isExternal |= kind == Kind.TENSOR && number == 14 && value == 1;
                }
                case EIGHT_BYTES -> skip(Long.BYTES, end);
                case FOUR_BYTES -> skip(Integer.BYTES, end);
                case BYTES -> field(kind, number, end, depth, found);
                default -> throw damaged();
            }
        }
        judge(kind, found);
        return found;
    }

    private void field(Kind kind, int number, int end, int depth, Found found) {
        long length = varint(end);
        if (length < 0 || length > end - bytes.position()) {
            throw damaged();
        }
        int fieldEnd = bytes.position() + (int) length;
        Kind below = kind.field(number);
        if (below != null) {
            Found inner = walk(below, fieldEnd, depth + 1);
            found.hasGraph |= kind == Kind.ATTRIBUTE ? below == Kind.GRAPH : inner.hasGraph && kind == Kind.NODE;
            if (below == Kind.DATA_ENTRY) {
                found.isExternal = true;
                found.location = inner.key.equals("location") ? inner.value : found.location;
            }
            return;
        }
        if (kind == Kind.NODE && number == 4) {
            found.operator = text(fieldEnd);
        } else if (kind == Kind.NODE && number == 7) {
            found.domain = text(fieldEnd);
        } else if (kind == Kind.DATA_ENTRY && number == 1) {
            found.key = text(fieldEnd);
        } else if (kind == Kind.DATA_ENTRY && number == 2) {
            found.value = text(fieldEnd);
        }
        bytes.position(fieldEnd);
    }

    private void judge(Kind kind, Found found) {
        if (kind == Kind.TENSOR && found.isExternal) {
            throw new ExternalDataException(model, "'" + found.location + "'");
        }
        if (kind == Kind.NODE && !DOMAINS.contains(found.domain)) {
            throw new UnknownOperatorException(
                    model, found.domain + ":" + found.operator, "is a custom one, not one of ONNX's own", null);
        }
        if (kind == Kind.NODE && found.hasGraph) {
            throw new UnknownOperatorException(
                    model, found.operator, "steers a graph within the graph, which no image classifier needs", null);
        }
        if (kind == Kind.FUNCTION) {
            throw new UnknownOperatorException(
                    model, "of the model's own", "is defined in it; only ONNX's own are run", null);
        }
    }

    private String text(int end) {
        byte[] text = new byte[end - bytes.position()];
        bytes.get(bytes.position(), text);
        return new String(text, UTF_8);
    }

    private void skip(int length, int end) {
        if (length > end - bytes.position()) {
            throw damaged();
        }
        bytes.position(bytes.position() + length);
    }

    private long varint(int end) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (bytes.position() >= end) {
                throw damaged();
            }
            byte next = bytes.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    private CorruptModelException damaged() {
        return new CorruptModelException(
                model, "it is no protobuf message from byte " + bytes.position() + " on", null);
    }
}
