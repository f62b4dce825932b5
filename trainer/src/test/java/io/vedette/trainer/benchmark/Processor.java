package io.vedette.trainer.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The machine's processor as Linux describes it; a name alone may hide its generation. */
record Processor(String description, Set<String> instructions) {
    private static final List<String> OF_INTEREST = List.of(
            "avx2", "avx512f", "avx_vnni", "avx512_vnni", "avx512_fp16", "amx_int8", "asimd", "asimddp", "i8mm");

    Processor {
        instructions = Set.copyOf(instructions);
    }

    static Processor read() throws IOException {
        Map<String, String> facts = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                facts.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        String description = String.format(
                "%s, family %s, model %s",
                facts.getOrDefault("model name", "unnamed"),
                facts.getOrDefault("cpu family", facts.getOrDefault("CPU implementer", "unknown")),
                facts.getOrDefault("model", facts.getOrDefault("CPU part", "unknown")));
        String instructions = facts.getOrDefault("flags", facts.getOrDefault("Features", ""));
        return new Processor(description, Set.of(instructions.split(" ")));
    }

    boolean hasVnni() {
        return instructions.contains("avx512_vnni") || instructions.contains("avx_vnni");
    }

    @Override
    public String toString() {
        return description + ": "
                + String.join(
                        " ", OF_INTEREST.stream().filter(instructions::contains).toList());
    }
}
