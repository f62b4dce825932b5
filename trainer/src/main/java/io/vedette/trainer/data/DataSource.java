package io.vedette.trainer.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset is made from; the same source gives the same dataset while the files are the same.
 *
 * @param data the name of a known dataset or a folder of pictures
 * @param extras labelled belt videos whose frames are learned from too
 * @param inputSide width and height in pixels that pictures of a folder are scaled to
 * @param allowedBadShare of pictures that may be unreadable
 * @param normalisation in place of the data's own; null for that
 */
public record DataSource(
        String data,
        List<String> extras,
        int inputSide,
        SplitShares shares,
        double allowedBadShare,
        BeltSampling beltSampling,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PixelNormalisation normalisation) {
    public DataSource {
        extras = List.copyOf(extras);
        if (!(allowedBadShare >= 0 && allowedBadShare <= 1)) {
            throw new IllegalArgumentException(
                    "share of pictures that may be unreadable is not between 0 and 1: " + allowedBadShare);
        }
    }
}
