package io.vedette.trainer.data;

import java.util.Locale;

/** The use an example is put to. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** The name on the command line and in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
