package io.vedette.core.trust;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Keys as PEM text (RFC 7468). */
final class Pem {
    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    static String encode(String type, byte[] bytes) {
        return "-----BEGIN " + type + "-----\n" + ENCODER.encodeToString(bytes) + "\n-----END " + type + "-----\n";
    }

    static byte[] decode(String text, String type) {
        String begin = "-----BEGIN " + type + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END " + type + "-----");
        if (start < 0 || end < start) {
            throw new KeyFormatException("Expected a PEM text with '" + begin + "' but found none");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
        } catch (IllegalArgumentException e) {
            throw new KeyFormatException("The PEM text is not Base64: " + e.getMessage(), e);
        }
    }
}
