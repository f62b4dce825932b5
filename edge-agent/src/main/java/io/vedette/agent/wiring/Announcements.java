package io.vedette.agent.wiring;

import io.vedette.agent.camera.CameraStatus;
import io.vedette.agent.gpio.Board;
import io.vedette.agent.messaging.Headers;
import io.vedette.agent.pipeline.DecisionStep;
import io.vedette.agent.web.RecentPredictions;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.TopicKind;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everyone who wants to know what the cameras see and how they do. */
record Announcements(Headers headers, RecentPredictions recent, Optional<Fleet> fleet, Optional<Board> board)
        implements Cameras.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    @Override
    public void decided(DecisionStep step) {
        recent.add(step.toPrediction(headers.now()));
        fleet.ifPresent(present -> present.tell(step));
        board.ifPresent(
                present -> present.decided(step.decision(), step.label(), step.phase() == Prediction.Phase.END));
    }

    @Override
    public void changed(String camera, CameraStatus status) {
        LOG.info(
                "Camera {}: {}{}",
                camera,
                status.state(),
                status.detail().isEmpty() ? "" : " (" + status.detail() + ")");
        fleet.ifPresent(present -> present.retain(
                TopicKind.CAMERA_HEALTH,
                camera,
                header -> new CameraHealth(header, camera, status.state(), status.since(), status.detail())));
    }
}
