package io.vedette.simulator.belt;

import java.nio.file.Path;

/** A picture's file and the class it belongs to. */
record LabelledPicture(String label, Path file) {}
