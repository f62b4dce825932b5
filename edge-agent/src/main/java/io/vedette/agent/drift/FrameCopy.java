package io.vedette.agent.drift;

import java.nio.ByteBuffer;

/** Room for what is known of one frame, reused, until it is clear whether the frame becomes a sample. */
final class FrameCopy {
    private final byte[] pixels;
    private final ByteBuffer pixelBuffer;
    private final float[] probabilities;
    private final float[] embedding;
    private long frame;
    private long sourceUs;

    FrameCopy(int pixelBytes, int labels, int embeddingSize) {
        this.pixels = new byte[pixelBytes];
        this.pixelBuffer = ByteBuffer.wrap(pixels);
        this.probabilities = new float[labels];
        this.embedding = new float[embeddingSize];
    }

    /** Takes over a frame; its buffers stay the caller's. */
    void set(long newFrame, long newSourceUs, ByteBuffer newPixels, float[] newProbabilities, float[] newEmbedding) {
        frame = newFrame;
        sourceUs = newSourceUs;
        newPixels.get(newPixels.position(), pixels);
        System.arraycopy(newProbabilities, 0, probabilities, 0, probabilities.length);
        System.arraycopy(newEmbedding, 0, embedding, 0, embedding.length);
    }

    long frame() {
        return frame;
    }

    long sourceUs() {
        return sourceUs;
    }

    /** From position 0; the same buffer each time. */
    ByteBuffer pixels() {
        return pixelBuffer;
    }

    float[] probabilities() {
        return probabilities;
    }

    float[] embedding() {
        return embedding;
    }
}
