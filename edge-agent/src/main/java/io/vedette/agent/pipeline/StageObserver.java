package io.vedette.agent.pipeline;

import java.nio.ByteBuffer;

/** Sees what a stage classified and decided, on the pipeline's thread; must return soon and keep nothing of what it is handed. */
public interface StageObserver {
    /** Looks away. */
    StageObserver NONE = new StageObserver() {
        @Override
        public void classified(long frame, long presentationUs, ByteBuffer pixels, Classifier classifier) {
            // Nobody looks.
        }

        @Override
        public void decided(DecisionStep step) {
            // Nobody looks.
        }
    };

    /**
     * A frame was classified; comes before the steps that it leads to.
     *
     * @param presentationUs as {@link io.vedette.runtime.media.Frame#presentationUs()}
     * @param pixels what the classifier was given, position to limit
     * @param classifier with the frame's results
     */
    void classified(long frame, long presentationUs, ByteBuffer pixels, Classifier classifier);

    /** A decision began, goes on or ended; one that spans a switch was begun before another stage's observer. */
    void decided(DecisionStep step);

    /** The source has ended, or the stage is given up: nothing more will come. */
    default void ended() {}
}
