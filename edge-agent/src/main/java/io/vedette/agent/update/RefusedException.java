package io.vedette.agent.update;

/** A release was refused, and the one before it stays at work. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String check;

    /**
     * @param check the stable name of what refused it, such as {@code signature}
     * @param reason what was found, and what would be right
     */
    public RefusedException(String check, String reason) {
        super(reason);
        this.check = check;
    }

    public RefusedException(String check, String reason, Throwable cause) {
        super(reason, cause);
        this.check = check;
    }

    public String check() {
        return check;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
