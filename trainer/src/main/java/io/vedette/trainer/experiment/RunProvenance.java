package io.vedette.trainer.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What produced a network.
 *
 * @param startedAt when training began
 * @param software name and version of the program
 * @param engine name and version of the library that trained
 * @param device what it trained on
 * @param bestEpoch the epoch whose weights were kept, counted from 1
 * @param seconds of wall time, reading the data included
 * @param parent the run that it was trained further from; null if there is none
 * @param parentFile the file of another tool that it was trained further from; null if there is none
 */
public record RunProvenance(
        Instant startedAt,
        String software,
        DataProvenance data,
        String architecture,
        long parameters,
        long seed,
        String engine,
        String device,
        Machine machine,
        int bestEpoch,
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ParentRun parent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ParentFile parentFile) {
    /** What it was trained further from, in words; nothing if it began with random weights. */
    public Optional<String> findOrigin() {
        if (parent != null) {
            return Optional.of("run " + parent.name() + ", network " + parent.networkSha256());
        }
        return parentFile == null
                ? Optional.empty()
                : Optional.of(parentFile.format() + " file " + parentFile.name() + ", sha256 " + parentFile.sha256());
    }
}
