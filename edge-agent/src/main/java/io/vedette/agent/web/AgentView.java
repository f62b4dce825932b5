package io.vedette.agent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState;
import io.vedette.core.contract.Telemetry.Outbox;
import io.vedette.core.contract.UpdateReport;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the web shows and asks of the agent. */
public interface AgentView {
    /** How the agent does. */
    Health health();

    /** The latest decisions. */
    Predictions predictions();

    /** What was found last of drift. */
    Drift drift();

    /** The model at work. */
    ModelDescription model();

    /**
     * The classes of a picture.
     *
     * @param picture a picture file's content, position to limit
     * @throws UnreadablePictureException if it is no picture, or damaged
     */
    Classification classify(ByteBuffer picture, int top);

    /** How an update does; empty where nothing can be installed. */
    Optional<Update> update();

    /** Counters and gauges as Prometheus reads them. */
    String metrics();

    /** The most bytes that a picture may have. */
    int maxPictureBytes();

    /**
     * How the agent does.
     *
     * @param status {@code ok}, or {@code degraded} when a camera gives no frames
     * @param errors kinds of error seen since start
     */
    record Health(
            String status,
            String device,
            long uptimeMs,
            Release release,
            String variant,
            List<CameraState> cameras,
            Broker broker,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Outbox outbox,
            List<Fault> errors) {

        /** All is well. */
        public static final String OK = "ok";

        /** Something that the device is there for does not work. */
        public static final String DEGRADED = "degraded";

        public Health {
            cameras = List.copyOf(cameras);
            errors = List.copyOf(errors);
        }
    }

    /** How a camera does, with its frames since start. */
    record CameraState(
            String name,
            CameraHealth.State state,
            Instant since,
            String detail,
            long captured,
            long classified,
            long dropped,
            long failed) {}

    /**
     * The broker.
     *
     * @param address empty where the agent has none
     */
    record Broker(String address, boolean connected) {}

    /** A kind of error with how often it was seen. */
    record Fault(String kind, String message, long count, Instant first, Instant last) {}

    /**
     * The latest steps of decisions.
     *
     * @param latest the newest by camera
     * @param recent the newest of all cameras, newest first
     */
    record Predictions(Map<String, Prediction> latest, List<Prediction> recent) {
        public Predictions {
            latest = Collections.unmodifiableMap(new TreeMap<>(latest));
            recent = List.copyOf(recent);
        }
    }

    /**
     * What was found last of drift.
     *
     * @param latest by camera; none where the model's bundle does not say what is usual
     */
    record Drift(Map<String, DriftReport> latest) {
        public Drift {
            latest = Collections.unmodifiableMap(new TreeMap<>(latest));
        }
    }

    /**
     * The model at work.
     *
     * @param keyId the key whose signature the bundle bears
     * @param accuracy share of right answers over the whole test set, measured when it was exported
     */
    record ModelDescription(
            Release release,
            String keyId,
            String variant,
            String format,
            String precision,
            String runtime,
            double accuracy,
            List<String> labels,
            PreprocessingSpec preprocessing) {
        public ModelDescription {
            labels = List.copyOf(labels);
        }
    }

    /**
     * An update, as the fleet is told of it.
     *
     * @param update how far it has come
     * @param state what the device has
     */
    record Update(UpdateReport update, ReportedState state) {}

    /** A picture's classes. */
    record Classification(
            String label, double probability, List<Prediction.Score> top, Prediction.Latency latency, Release release) {
        public Classification {
            top = List.copyOf(top);
        }
    }
}
