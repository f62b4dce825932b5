/** The network as an immutable, checked graph: sealed operators, tensors, static shapes and quantization parameters. */
@NullMarked
package io.vedette.trainer.graph;

import org.jspecify.annotations.NullMarked;
