package io.vedette.trainer.data;

import java.util.List;

/**
 * What a dataset is made from; the same source gives the same dataset while the files are the same.
 *
 * @param data the name of a known dataset or a folder of pictures
 * @param extras labelled belt videos whose frames are learned from too
 * @param inputSide width and height in pixels that pictures of a folder are scaled to
 * @param allowedBadShare of pictures that may be unreadable
 */
public record DataSource(
        String data,
        List<String> extras,
        int inputSide,
        SplitShares shares,
        double allowedBadShare,
        BeltSampling beltSampling) {
    public DataSource {
        extras = List.copyOf(extras);
        if (!(allowedBadShare >= 0 && allowedBadShare <= 1)) {
            throw new IllegalArgumentException("allowedBadShare is not between 0 and 1: " + allowedBadShare);
        }
    }
}
