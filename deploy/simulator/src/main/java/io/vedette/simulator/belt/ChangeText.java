package io.vedette.simulator.belt;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a change from the form that it has on the command line: {@code ITEM:KIND=VALUE}. */
final class ChangeText implements ITypeConverter<Change> {
    @Override
    public Change convert(String text) {
        int colon = text.indexOf(':');
        int equals = text.indexOf('=', colon);
        if (colon < 1 || equals < 0) {
            throw new TypeConversionException("is not ITEM:KIND=VALUE, such as 500:light=0.6: '" + text + "'");
        }
        int fromItem = item(text.substring(0, colon));
        String kind = text.substring(colon + 1, equals);
        String value = text.substring(equals + 1);
        try {
            return change(fromItem, kind, value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("is wrong in '" + text + "': " + e.getMessage());
        }
    }

    private static Change change(int fromItem, String kind, String value) {
        return switch (kind) {
            case "light" -> new Change.Light(fromItem, number(value));
            case "blur" -> new Change.Blur(fromItem, number(value));
            case "cover" -> new Change.Cover(fromItem, number(value));
            case "moved" -> {
                String[] both = pair(value, "RIGHT,DOWN");
                yield new Change.Moved(fromItem, number(both[0]), number(both[1]));
            }
            case "frozen" -> new Change.Frozen(fromItem, isOn(value));
            case "mix" -> new Change.Mix(fromItem, weights(value));
            case "objects" -> {
                String[] both = pair(value, "SHARE,FOLDER");
                yield new Change.Objects(fromItem, number(both[0]), Path.of(both[1]));
            }
            default ->
                throw new TypeConversionException(
                        "has no kind light, blur, cover, moved, frozen, mix or objects: '" + kind + "'");
        };
    }

    private static int item(String text) {
        double item = number(text);
        if (item != Math.rint(item)) {
            throw new TypeConversionException("begins with no whole number: '" + text + "'");
        }
        return (int) item;
    }

    private static Map<String, Double> weights(String value) {
        Map<String, Double> weights = new HashMap<>();
        for (String part : value.split(",", -1)) {
            int equals = part.lastIndexOf('=');
            if (equals < 1) {
                throw new TypeConversionException("has a weight that is not LABEL=WEIGHT: '" + part + "'");
            }
            weights.put(part.substring(0, equals).strip(), number(part.substring(equals + 1)));
        }
        return weights;
    }

    private static String[] pair(String value, String form) {
        int comma = value.indexOf(',');
        if (comma < 1 || comma == value.length() - 1) {
            throw new TypeConversionException("has a value that is not " + form + ": '" + value + "'");
        }
        return new String[] {value.substring(0, comma), value.substring(comma + 1)};
    }

    private static boolean isOn(String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new TypeConversionException("has a value that is not on or off: '" + value + "'");
        };
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("has what is no number: '" + text + "'");
        }
    }
}
