package io.vedette.trainer.evaluation;

/** A wrong answer to be shown with its picture and the example's name. */
public record GalleryEntry(Prediction prediction, String exampleName, ReportPicture picture) {}
