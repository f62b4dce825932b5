package io.vedette.trainer.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.graph.Layer;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Shape;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class NetworkPictureTest {
    @Test
    void toSvg_network_hasABoxALayerAndALineAnEdge() throws Exception {
        Graph graph = Catalogue.find("googlenet", 1).build(Shape.of(3, 64, 64), 5, 1);

        Document svg = draw(graph);

        List<Layer> layers = Layer.of(graph);
        long edges = layers.stream()
                .mapToLong(layer -> layer.inputs().stream().distinct().count())
                .sum();
        assertThat(svg.getElementsByTagName("g").getLength()).isEqualTo(layers.size() + 1);
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo((int) edges);
        assertThat(texts(svg)).contains("convolution 3×3, batch norm, relu", "concat");
        assertThat(texts(svg)).anyMatch(text -> text.contains("million multiply-accumulates"));
    }

    @Test
    void toSvg_namesOfAStranger_stayText() throws Exception {
        Graph plain = OperatorSamples.graph(Flatten.class, 3);
        Node first = plain.nodes().get(0);
        String evil = "</text><script>&\u0001\u001b[31m";
        Graph graph = plain.withNodes(plain.nodes().stream()
                .map(node -> node.equals(first)
                        ? new Node(evil, node.operator(), node.inputs(), node.output(), node.weights())
                        : node)
                .toList());

        Document svg = draw(graph);

        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(texts(svg)).contains("</text><script>&??[31m");
    }

    private static Document draw(Graph graph) throws Exception {
        String svg = NetworkPicture.toSvg(graph, NetworkDescription.of(graph, GraphStorage.FLOATS));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }
}
