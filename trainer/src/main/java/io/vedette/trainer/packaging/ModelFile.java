package io.vedette.trainer.packaging;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.core.bundle.Precision;
import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.Engines;
import java.nio.ByteBuffer;
import java.util.Locale;

/** An exported network as the bytes of one file. */
public final class ModelFile {
    private final ModelFormat format;
    private final Precision precision;
    private final byte[] bytes;

    /** @param bytes owned from now on */
    ModelFile(ModelFormat format, Precision precision, byte[] bytes) {
        this.format = format;
        this.precision = precision;
        this.bytes = bytes;
    }

    public ModelFormat format() {
        return format;
    }

    public Precision precision() {
        return precision;
    }

    /** Its name among the variants, such as {@code onnx-int8}. */
    public String id() {
        return format.name().toLowerCase(Locale.ROOT) + "-" + (precision == Precision.INT8 ? "int8" : "fp32");
    }

    /** Its member name in a bundle. */
    public String path() {
        return "model/" + id() + "." + format.name().toLowerCase(Locale.ROOT);
    }

    public int sizeBytes() {
        return bytes.length;
    }

    /** Opens it in the runtime that runs it, with one thread; the caller closes it. */
    public Engine open() {
        return open(EngineOptions.SINGLE_THREAD);
    }

    /** Opens it in the runtime that runs it; the caller closes it. */
    public Engine open(EngineOptions options) {
        return Engines.open(format, id(), ByteBuffer.wrap(bytes).asReadOnlyBuffer(), options);
    }

    byte[] bytes() {
        return bytes;
    }
}
