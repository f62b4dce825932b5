package io.vedette.trainer.inspection;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Layer;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Operator;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Draws a network as SVG: a box a layer, from the picture at the top to the logits at the bottom. */
public final class NetworkPicture {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final double MARGIN = 24;
    private static final double TITLE_HEIGHT = 44;
    private static final double BOX_HEIGHT = 50;
    private static final double RANK_HEIGHT = 82;
    private static final double LETTER_WIDTH = 6.2;
    private static final double BOLD_LETTER_WIDTH = 7.2;
    private static final double TITLE_LETTER_WIDTH = 10;
    private static final double LEAST_WIDTH = 110;
    private static final int LONGEST_TEXT = 40;

    /** What is written in a box, and its colour. */
    private record Box(String name, String operator, String shape, String details, String colour) {
        double width() {
            double longest = Math.max(
                    name.length() * BOLD_LETTER_WIDTH, Math.max(operator.length(), shape.length()) * LETTER_WIDTH);
            return Math.max(LEAST_WIDTH, longest + 16);
        }
    }

    private final XMLStreamWriter xml;

    private NetworkPicture(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * The drawing of a graph of which the description is.
     *
     * @throws IllegalArgumentException when it is too large to be drawn
     */
    public static String toSvg(Graph graph, NetworkDescription description) {
        StringWriter text = new StringWriter();
        try {
            new NetworkPicture(XMLOutputFactory.newFactory().createXMLStreamWriter(text)).draw(graph, description);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Writing to memory does not fail", e);
        }
        return text.toString();
    }

    private void draw(Graph graph, NetworkDescription description) throws XMLStreamException {
        List<Box> boxes = boxes(graph, description);
        List<LayeredLayout.Edge> edges = edges(graph);
        LayeredLayout layout = new LayeredLayout(boxes.stream().map(Box::width).toList(), edges);
        double width = Math.max(layout.width(), title(description).length() * TITLE_LETTER_WIDTH) + 2 * MARGIN;
        double left = (width - layout.width()) / 2;
        double height = TITLE_HEIGHT + (layout.rankCount() - 1) * RANK_HEIGHT + BOX_HEIGHT + 2 * MARGIN;
        start("svg");
        xml.writeDefaultNamespace(SVG);
        attributes("width", number(width), "height", number(height));
        xml.writeAttribute("viewBox", "0 0 " + number(width) + " " + number(height));
        xml.writeAttribute("font-family", "system-ui, 'DejaVu Sans', sans-serif");
        element("rect", "width", "100%", "height", "100%", "fill", "#ffffff");
        text(width / 2, MARGIN + 8, 15, "600", title(description));
        for (int i = 0; i < edges.size(); i++) {
            LayeredLayout.Edge edge = edges.get(i);
            int rank = layout.rank(edge.from());
            element("path", "d", curve(layout.path(i), rank, left), "fill", "none", "stroke", "#8794a3");
        }
        for (int i = 0; i < boxes.size(); i++) {
            box(boxes.get(i), left + layout.x(i), top(layout.rank(i)));
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    private static String title(NetworkDescription description) {
        return String.format(
                Locale.ROOT,
                "%s: %,d parameters, %.1f million multiply-accumulates",
                NetworkText.shortened(description.name(), LONGEST_TEXT),
                description.parameters(),
                description.multiplyAccumulates() / 1e6);
    }

    private static List<Box> boxes(Graph graph, NetworkDescription description) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(new Box(
                Graph.INPUT,
                "picture",
                NetworkText.shape(description.input()),
                StorageText.of(description.inputStorage()),
                "#eef1f4"));
        List<Layer> layers = Layer.of(graph);
        for (int i = 0; i < layers.size(); i++) {
            LayerDescription layer = description.layers().get(i);
            String parameters =
                    layer.parameters() == 0 ? "" : String.format(Locale.ROOT, " · %,d parameters", layer.parameters());
            boxes.add(new Box(
                    NetworkText.shortened(layer.name(), LONGEST_TEXT),
                    NetworkText.shortened(layer.operator(), LONGEST_TEXT),
                    NetworkText.shape(layer.output()) + parameters,
                    details(layer),
                    colour(layers.get(i).nodes().get(0).operator())));
        }
        return boxes;
    }

    private static List<LayeredLayout.Edge> edges(Graph graph) {
        Map<String, Integer> makers = new HashMap<>(Map.of(Graph.INPUT, 0));
        List<LayeredLayout.Edge> edges = new ArrayList<>();
        int box = 1;
        for (Layer layer : Layer.of(graph)) {
            for (String input : layer.inputs()) {
                Integer from = makers.get(input);
                if (from == null) {
                    throw new IllegalStateException("A checked graph makes every value before it is read: " + input);
                }
                edges.add(new LayeredLayout.Edge(from, box));
            }
            for (Node node : layer.nodes()) {
                makers.put(node.output(), box);
            }
            box++;
        }
        return edges.stream().distinct().toList();
    }

    private static String details(LayerDescription layer) {
        String weights = layer.weightStorage().entrySet().stream()
                .map(role -> role.getKey() + " " + StorageText.of(role.getValue()))
                .collect(Collectors.joining("\n"));
        return layer.name() + "\n" + layer.operator() + "\n"
                + String.format(Locale.ROOT, "%,d multiply-accumulates", layer.multiplyAccumulates())
                + (layer.storage().isEmpty() ? "" : "\noutput " + StorageText.of(layer.storage()))
                + (weights.isEmpty() ? "" : "\n" + weights);
    }

    private static String colour(Operator operator) {
        if (operator instanceof Convolution) {
            return "#dbeafe";
        }
        if (operator instanceof Linear) {
            return "#ede4fb";
        }
        if (operator instanceof MaxPool || operator instanceof AveragePool || operator instanceof GlobalAveragePool) {
            return "#d8f1e2";
        }
        if (operator instanceof Add || operator instanceof Concat || operator instanceof Multiply) {
            return "#fdeccd";
        }
        return "#eef1f4";
    }

    private static double top(int rank) {
        return MARGIN + TITLE_HEIGHT + rank * RANK_HEIGHT;
    }

    /** Down through the middles of its bends, upright where it leaves and arrives, beside the boxes of the ranks between. */
    private static String curve(double[] path, int rank, double left) {
        StringBuilder curve = new StringBuilder("M" + number(left + path[0]) + " " + number(top(rank) + BOX_HEIGHT));
        for (int i = 1; i < path.length; i++) {
            double from = left + path[i - 1];
            double to = left + path[i];
            double start = top(rank + i - 1) + BOX_HEIGHT;
            double end = top(rank + i);
            double middle = (start + end) / 2;
            curve.append("C%s %s %s %s %s %s"
                    .formatted(number(from), number(middle), number(to), number(middle), number(to), number(end)));
            if (i < path.length - 1) {
                curve.append("V").append(number(end + BOX_HEIGHT));
            }
        }
        return curve.toString();
    }

    private void box(Box box, double middle, double top) throws XMLStreamException {
        start("g");
        start("title");
        xml.writeCharacters(box.details());
        xml.writeEndElement();
        element(
                "rect",
                "x",
                number(middle - box.width() / 2),
                "y",
                number(top),
                "width",
                number(box.width()),
                "height",
                number(BOX_HEIGHT),
                "rx",
                "6",
                "fill",
                box.colour(),
                "stroke",
                "#8794a3");
        text(middle, top + 16, 11, "600", box.name());
        text(middle, top + 30, 11, "400", box.operator());
        text(middle, top + 43, 10, "400", box.shape());
        xml.writeEndElement();
    }

    private void text(double x, double y, int size, String weight, String content) throws XMLStreamException {
        start("text", "x", number(x), "y", number(y), "font-size", String.valueOf(size), "font-weight", weight);
        xml.writeAttribute("text-anchor", "middle");
        xml.writeAttribute("fill", "#17202b");
        xml.writeCharacters(content);
        xml.writeEndElement();
    }

    private void start(String name, String... attributes) throws XMLStreamException {
        xml.writeStartElement(name);
        attributes(attributes);
    }

    private void element(String name, String... attributes) throws XMLStreamException {
        xml.writeEmptyElement(name);
        attributes(attributes);
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
