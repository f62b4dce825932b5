package io.vedette.trainer.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The frame of a page that needs nothing beside it: head, style and title around sections. */
public final class HtmlPage {
    private HtmlPage() {}

    /**
     * The page's text.
     *
     * @param title not yet made safe for HTML, as is the subject below it
     * @param sections as HTML, one below the other; empty ones take no room
     */
    public static String of(String title, String subject, List<String> sections) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                %2$s</style>
                </head>
                <body>
                <header><h1>%1$s</h1><p>%3$s</p></header>
                <main>
                %4$s
                </main>
                </body>
                </html>
                """
                .formatted(Html.escape(title), style(), Html.escape(subject), String.join("\n", sections));
    }

    /** A figure with its name, for a section of class {@code tiles}. */
    public static String tile(String name, String value) {
        return "<div class=\"tile\"><span>" + Html.escape(name) + "</span><b>" + Html.escape(value) + "</b></div>";
    }

    private static String style() {
        try (InputStream in = HtmlPage.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is not beside HtmlPage: the jar is broken");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report.css cannot be read from the jar", e);
        }
    }
}
