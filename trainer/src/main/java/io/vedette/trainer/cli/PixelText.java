package io.vedette.trainer.cli;

import io.vedette.trainer.data.PixelNormalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code --pixels} says: {@code imagenet}, a range such as {@code -1..1}, or means and deviations, {@code M,M,M/D,D,D}. */
final class PixelText implements ITypeConverter<PixelNormalisation> {
    private static final Pattern RANGE = Pattern.compile("([-+0-9.eE]+?)\\.\\.([-+0-9.eE]+)");

    @Override
    public PixelNormalisation convert(String text) {
        try {
            if (text.equals("imagenet")) {
                return PixelNormalisation.IMAGENET;
            }
            Matcher range = RANGE.matcher(text);
            if (range.matches()) {
                return PixelNormalisation.ofRange(Float.parseFloat(range.group(1)), Float.parseFloat(range.group(2)));
            }
            String[] parts = text.split("/", -1);
            if (parts.length == 2) {
                return new PixelNormalisation(numbers(parts[0]), numbers(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw problem(text, ": " + e.getMessage());
        }
        throw problem(text, "");
    }

    private static TypeConversionException problem(String text, String reason) {
        return new TypeConversionException(
                "'" + text + "' is not imagenet, a range LOW..HIGH or means and deviations M,M,M/D,D,D" + reason);
    }

    private static List<Float> numbers(String text) {
        List<Float> numbers = new ArrayList<>();
        for (String number : text.split(",", -1)) {
            numbers.add(Float.parseFloat(number.strip()));
        }
        return numbers;
    }
}
