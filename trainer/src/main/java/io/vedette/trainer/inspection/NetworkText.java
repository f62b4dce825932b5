package io.vedette.trainer.inspection;

import java.util.List;
import java.util.stream.Collectors;

/** Shapes and names as a network's table and drawing show them. */
public final class NetworkText {
    private NetworkText() {}

    /** The sizes of a tensor. */
    public static String shape(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }

    /**
     * The end of a name, which tells more than its beginning, which layers share.
     *
     * @param longest of how many {@code char}s at most
     */
    public static String shortened(String name, int longest) {
        if (name.length() <= longest) {
            return name;
        }
        int start = name.length() - longest + 1;
        boolean isWithinCharacter =
                Character.isLowSurrogate(name.charAt(start)) && Character.isHighSurrogate(name.charAt(start - 1));
        return "…" + name.substring(isWithinCharacter ? start + 1 : start);
    }
}
