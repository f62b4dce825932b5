package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node of a file with what it reads; it notes which attributes were asked for, since one that is passed over may change what it computes. */
final class OnnxNode {
    /** No classifier's window, stride, padding or dilation reaches it, and sums of a few such fit into an int. */
    private static final int MAX_EXTENT = 1 << 15;

    private final String file;
    private final int opset;
    private final NodeProto node;
    private final List<Optional<OnnxValue>> inputs;
    private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    OnnxNode(String file, int opset, NodeProto node, List<Optional<OnnxValue>> inputs) {
        this.file = file;
        this.opset = opset;
        this.node = node;
        this.inputs = List.copyOf(inputs);
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attributes.put(attribute.getName(), attribute) != null) {
                throw fault("has attribute " + attribute.getName() + " twice");
            }
        }
    }

    static String nameOf(NodeProto node) {
        return node.getName().isBlank() && node.getOutputCount() > 0 ? node.getOutput(0) : node.getName();
    }

    static String operatorOf(NodeProto node) {
        return node.getDomain().isEmpty() ? node.getOpType() : node.getDomain() + ":" + node.getOpType();
    }

    String file() {
        return file;
    }

    int opset() {
        return opset;
    }

    String operator() {
        return node.getOpType();
    }

    /** The name of the first output, from which the names of what it becomes are made. */
    String output() {
        return node.getOutput(0);
    }

    OnnxOperatorException fault(String problem) {
        return new OnnxOperatorException(file, nameOf(node), operatorOf(node), problem);
    }

    /** Refuses a node with an attribute that nobody asked for. */
    void requireAllAsked() {
        for (String name : attributes.keySet()) {
            if (!asked.contains(name)) {
                throw fault("has attribute " + name + ", which is not read");
            }
        }
    }

    // Inputs.

    int inputCount() {
        return inputs.size();
    }

    Optional<OnnxValue> find(int index) {
        return index < inputs.size() ? inputs.get(index) : Optional.empty();
    }

    OnnxValue input(int index) {
        return find(index).orElseThrow(() -> fault("lacks input " + index));
    }

    boolean isConstant(int index) {
        return find(index).filter(OnnxConstant.class::isInstance).isPresent();
    }

    OnnxConstant constant(int index) {
        return findConstant(index).orElseThrow(() -> fault("lacks input " + index));
    }

    Optional<OnnxConstant> findConstant(int index) {
        return find(index).map(value -> {
            if (value instanceof OnnxConstant constant) {
                return constant;
            }
            throw fault("needs a constant as input " + index + " but reads a value that changes with the picture");
        });
    }

    /** A value that changes with the picture, in floats. */
    GraphValue real(int index) {
        GraphValue value = moving(index);
        if (value.integers().isPresent()) {
            throw fault(
                    "computes with integers, which only whole files between QuantizeLinear and DequantizeLinear do");
        }
        return value;
    }

    /** A value that changes with the picture, which a node only hands on. */
    GraphValue moving(int index) {
        if (input(index) instanceof GraphValue value) {
            return value;
        }
        throw fault("needs a value that changes with the picture as input " + index + " but reads a constant");
    }

    // Attributes.

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    /** Passes over an attribute that changes nothing once training is over. */
    void ignore(String name) {
        asked.add(name);
    }

    Optional<AttributeProto> attribute(String name) {
        asked.add(name);
        return Optional.ofNullable(attributes.get(name));
    }

    private Optional<AttributeProto> attribute(String name, AttributeType type) {
        Optional<AttributeProto> attribute = attribute(name);
        // Files before version 2 of the format leave the type out.
        attribute.filter(found -> found.hasType() && found.getType() != type).ifPresent(found -> {
            throw fault("has attribute " + name + " of type " + found.getType() + " but it must be of type " + type);
        });
        return attribute;
    }

    long integer(String name, long absent) {
        return attribute(name, AttributeType.INT).map(AttributeProto::getI).orElse(absent);
    }

    float number(String name, float absent) {
        return attribute(name, AttributeType.FLOAT).map(AttributeProto::getF).orElse(absent);
    }

    String text(String name, String absent) {
        return attribute(name, AttributeType.STRING)
                .map(found -> found.getS().toStringUtf8())
                .orElse(absent);
    }

    Optional<List<Long>> integers(String name) {
        return attribute(name, AttributeType.INTS).map(AttributeProto::getIntsList);
    }

    /** Sizes, strides, dilations or paddings: so many, or so often what stands for the absent ones. */
    List<Integer> extents(String name, int count, int absent) {
        List<Long> found = integers(name).orElse(List.of());
        if (found.isEmpty()) {
            return Collections.nCopies(count, absent);
        }
        if (found.size() != count) {
            throw fault(name + " must be " + count + " numbers but are " + found);
        }
        return found.stream().map(extent -> extent(name, extent)).toList();
    }

    int extent(String name, long found) {
        if (found < 0 || found > MAX_EXTENT) {
            throw fault(name + " must be from 0 to " + MAX_EXTENT + " but is " + found);
        }
        return (int) found;
    }

    /** An axis of a value of that rank, which may be counted from the end. */
    int axis(long found, int rank) {
        long axis = found < 0 ? found + rank : found;
        if (axis < 0 || axis >= rank) {
            throw fault("names axis " + found + " of " + rank);
        }
        return (int) axis;
    }

    /** What moved from an attribute to an input with a later operator set. */
    Optional<List<Long>> integers(String attribute, int input) {
        Optional<List<Long>> found = integers(attribute);
        return found.isPresent() ? found : findConstant(input).map(OnnxConstant::toIntegers);
    }
}
