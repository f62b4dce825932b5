package io.vedette.runtime.media;

/** A source that was open broke off: a camera went away, a stream fell silent, a file has a hole. */
public final class SourceLostException extends MediaException {
    private static final long serialVersionUID = 1L;

    SourceLostException(String address, String reason) {
        super(address, "was lost", reason, null);
    }
}
