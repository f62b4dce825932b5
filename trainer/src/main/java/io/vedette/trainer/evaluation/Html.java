package io.vedette.trainer.evaluation;

/** Text made safe for HTML. */
public final class Html {
    private Html() {}

    /** The text as it must stand in an element or a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
