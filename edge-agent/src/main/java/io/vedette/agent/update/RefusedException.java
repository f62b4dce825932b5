package io.vedette.agent.update;

import java.util.regex.Pattern;

/**
 * A release was refused, and the one before it stays at work. The reason quotes what a stranger may have written, so that what is not text is
 * taken out of it, and it has an end.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** More than that is no reason but a dump. */
    private static final int MAX_REASON = 600;

    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private final String check;

    /**
     * @param check the stable name of what refused it, such as {@code signature}
     * @param reason what was found, and what would be right
     */
    public RefusedException(String check, String reason) {
        super(toLine(reason));
        this.check = check;
    }

    public RefusedException(String check, String reason, Throwable cause) {
        super(toLine(reason), cause);
        this.check = check;
    }

    private static String toLine(String reason) {
        String line = NOT_TEXT.matcher(reason).replaceAll(" ").strip();
        return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON - 1) + "…";
    }

    public String check() {
        return check;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
