package io.vedette.agent.camera;

import io.vedette.runtime.media.Frame;
import io.vedette.runtime.media.FrameReader;
import io.vedette.runtime.media.MediaAddress;
import io.vedette.runtime.media.MediaOptions;

/** An open source of frames. */
interface FrameSource extends AutoCloseable {
    /** Reads the next frame into {@link #frame()}; false at the end. */
    boolean read();

    Frame frame();

    boolean isPicture();

    boolean isLive();

    /** Ends a read in progress on another thread, which may still hold the frame. */
    void stop();

    @Override
    void close();

    /** Opens sources. */
    interface Opener {
        FrameSource open(MediaAddress address);

        /** Opens them with FFmpeg. */
        static Opener ofMedia(MediaOptions options) {
            return address -> new ReaderSource(FrameReader.open(address, options));
        }
    }

    /** A source read by FFmpeg. */
    record ReaderSource(FrameReader reader) implements FrameSource {
        @Override
        public boolean read() {
            return reader.read();
        }

        @Override
        public Frame frame() {
            return reader.frame();
        }

        @Override
        public boolean isPicture() {
            return reader.isPicture();
        }

        @Override
        public boolean isLive() {
            return reader.isLive();
        }

        @Override
        public void stop() {
            reader.stop();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
