package io.vedette.agent.web;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The kinds of picture that are accepted, told by their first bytes. */
enum PictureKind {
    JPEG("FF D8 FF"),
    PNG("89 50 4E 47 0D 0A 1A 0A"),
    BMP("42 4D"),
    GIF("47 49 46 38"),
    TIFF_LITTLE_ENDIAN("49 49 2A 00"),
    TIFF_BIG_ENDIAN("4D 4D 00 2A"),
    WEBP("52 49 46 46 .. .. .. .. 57 45 42 50");

    private final String pattern;

    PictureKind(String pattern) {
        this.pattern = pattern;
    }

    /** Whether content, position to limit, begins as one of these. */
    static boolean isAny(ByteBuffer content) {
        return Arrays.stream(values()).anyMatch(kind -> kind.matches(content));
    }

    private boolean matches(ByteBuffer content) {
        String[] bytes = pattern.split(" ", -1);
        if (content.remaining() < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            boolean isAnyByte = bytes[i].equals("..");
            if (!isAnyByte && content.get(content.position() + i) != (byte) Integer.parseInt(bytes[i], 16)) {
                return false;
            }
        }
        return true;
    }
}
