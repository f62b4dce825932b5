package io.vedette.trainer.packaging;

import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.onnx.QdqForm;
import java.util.Locale;

/** The computer that an integer ONNX file is written for; TensorFlow Lite has one kind of integers for all. */
public enum Target {
    /** Any: the file runs everywhere, if not everywhere at its fastest. */
    ANY(QdqForm.UNSIGNED, Symmetry.ASYMMETRIC),
    X86(QdqForm.UNSIGNED, Symmetry.ASYMMETRIC),
    /** A Raspberry Pi. */
    PI(QdqForm.SIGNED, Symmetry.ASYMMETRIC),
    /** A Jetson whose processor runs the file. */
    JETSON_CPU(QdqForm.SIGNED, Symmetry.ASYMMETRIC),
    /** A Jetson whose graphics processor runs the file in TensorRT. */
    JETSON_GPU(QdqForm.TENSOR_RT, Symmetry.SYMMETRIC);

    private final QdqForm form;
    private final Symmetry symmetry;

    Target(QdqForm form, Symmetry symmetry) {
        this.form = form;
        this.symmetry = symmetry;
    }

    QdqForm form() {
        return form;
    }

    /** Of the values in its ONNX file. */
    public Symmetry symmetry() {
        return symmetry;
    }

    /** Whether the processor is an ARM one. */
    public boolean isArm() {
        return form != QdqForm.UNSIGNED;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
