package io.vedette.runtime.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the H.264 units out of an MP4 file: length prefixes become start codes, the parameter sets come first. */
final class ElementaryStream {
    private static final byte[] START_CODE = {0, 0, 0, 1};

    private ElementaryStream() {}

    static byte[] of(Path mp4) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(mp4));
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        copyParameterSets(file, find(file, "avcC") + 4, stream);
        int data = find(file, "mdat");
        int end = data - 4 + file.getInt(data - 4);
        for (int at = data + 4; at < end; ) {
            int length = file.getInt(at);
            copyUnit(file, at + 4, length, stream);
            at += 4 + length;
        }
        return stream.toByteArray();
    }

    private static int find(ByteBuffer file, String type) {
        int code = ByteBuffer.wrap(type.getBytes(StandardCharsets.US_ASCII)).getInt();
        for (int i = 0; i + 4 <= file.limit(); i++) {
            if (file.getInt(i) == code) {
                return i;
            }
        }
        throw new IllegalArgumentException("no box " + type);
    }

    /** From five bytes into the box: number of sequence sets (low 5 bits), each with 16-bit length; then picture sets alike. */
    private static void copyParameterSets(ByteBuffer file, int start, ByteArrayOutputStream stream) {
        int at = start + 5;
        for (int kind = 0; kind < 2; kind++) {
            int sets = file.get(at++) & 0x1f;
            for (int i = 0; i < sets; i++) {
                int length = file.getShort(at) & 0xffff;
                copyUnit(file, at + 2, length, stream);
                at += 2 + length;
            }
        }
    }

    private static void copyUnit(ByteBuffer file, int at, int length, ByteArrayOutputStream stream) {
        stream.writeBytes(START_CODE);
        byte[] unit = new byte[length];
        file.get(at, unit);
        stream.writeBytes(unit);
    }
}
