package io.vedette.agent.wiring;

import io.vedette.agent.drift.DriftFinding;
import io.vedette.agent.health.DistinctErrors;
import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.health.Meters;
import io.vedette.agent.health.TelemetrySource;
import io.vedette.agent.messaging.BrokerOptions;
import io.vedette.agent.messaging.Draft;
import io.vedette.agent.messaging.Headers;
import io.vedette.agent.messaging.Outbox;
import io.vedette.agent.messaging.PahoTransport;
import io.vedette.agent.messaging.Session;
import io.vedette.agent.messaging.Subscriber;
import io.vedette.agent.pipeline.DecisionStep;
import io.vedette.core.contract.ChunkRequest;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.ErrorReport;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.Telemetry;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's side of the conversation with the fleet: what it tells, under which topic. */
final class Fleet {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final String brokerAddress;
    private final Headers headers;
    private final Outbox outbox;
    private final Session session;

    private Fleet(String brokerAddress, Headers headers, Outbox outbox, Session session) {
        this.brokerAddress = brokerAddress;
        this.headers = headers;
        this.outbox = outbox;
        this.session = session;
    }

    static Fleet open(AgentConfiguration configuration, Headers headers, ErrorLog errors, LongSupplier nanoTime) {
        Topic status = new Topic(headers.device(), TopicKind.STATUS);
        BrokerOptions broker = configuration.broker().toOptions(new SecureRandom());
        PahoTransport transport = new PahoTransport(
                broker,
                "vedette-" + headers.device(),
                status.toString(),
                () -> MessageJson.write(new Status(headers.now(), Availability.OFFLINE)),
                List.of(
                        new Topic(headers.device(), TopicKind.ACKNOWLEDGEMENT).toString(),
                        new Topic(headers.device(), TopicKind.DESIRED_STATE).toString()));
        Outbox outbox = Outbox.open(
                configuration.dataDir().resolve("outbox"),
                configuration.messaging().toOutboxOptions(),
                headers,
                errors);
        Session session =
                new Session(configuration.messaging().toSessionOptions(), transport, outbox, headers, errors, nanoTime);
        return new Fleet(broker.address(), headers, outbox, session);
    }

    /** Says what the device is, now and on each connection. */
    void introduce(Draft birth) {
        session.retain(new Topic(headers.device(), TopicKind.BIRTH), birth);
    }

    /** Begins to connect. */
    void start() {
        session.retain(
                new Topic(headers.device(), TopicKind.STATUS), header -> new Status(header, Availability.ONLINE));
        session.start();
    }

    void retain(TopicKind kind, String camera, Draft draft) {
        session.retain(new Topic(headers.device(), kind, camera), draft);
    }

    void retain(TopicKind kind, Draft draft) {
        session.retain(new Topic(headers.device(), kind), draft);
    }

    /** Sets who hears what comes for the device; to be called before the start. */
    void setSubscriber(Subscriber subscriber) {
        session.setSubscriber(subscriber);
    }

    void subscribe(Collection<String> topics) {
        session.subscribe(topics);
    }

    void unsubscribe(Collection<String> topics) {
        session.unsubscribe(topics);
    }

    /** Asks for chunks of an artifact; nobody promises that they come. */
    void ask(String artifact, List<String> chunks) {
        session.publish(ChunkTopic.REQUEST, header -> new ChunkRequest(header, artifact, chunks));
    }

    void tell(DecisionStep step) {
        outbox.offer(new Topic(headers.device(), TopicKind.PREDICTION, step.camera()), step::toPrediction);
    }

    void tell(Release release, DriftFinding finding) {
        outbox.offer(
                new Topic(headers.device(), TopicKind.DRIFT), header -> finding.toReport(header.withRelease(release)));
    }

    void tell(TelemetrySource.Readings readings) {
        outbox.offer(new Topic(headers.device(), TopicKind.TELEMETRY), readings::toTelemetry);
    }

    void report(DistinctErrors.Entry error) {
        outbox.offer(
                new Topic(headers.device(), TopicKind.ERROR),
                header -> new ErrorReport(
                        header, error.kind(), error.message(), error.count(), error.first(), error.last()));
    }

    /** The broker's address, without anything secret. */
    String brokerAddress() {
        return brokerAddress;
    }

    boolean isConnected() {
        return session.isConnected();
    }

    long rejected() {
        return session.rejected();
    }

    Telemetry.Outbox outbox() {
        return outbox.telemetry();
    }

    void addMeters(Meters meters) {
        meters.gauge("vedette_outbox_records", "Records that wait to be acknowledged", () -> outbox.telemetry()
                .records());
        meters.gauge("vedette_outbox_bytes", "Bytes of the outbox on disk", () -> outbox.telemetry()
                .sizeBytes());
        meters.counter(
                "vedette_outbox_discarded", "Records given up because the bound was reached", () -> outbox.telemetry()
                        .discarded());
        meters.counter("vedette_outbox_dropped", "Records dropped because the disk did not take them", outbox::dropped);
        meters.counter("vedette_messages_rejected", "Messages received and not understood", session::rejected);
    }

    /** Waits until everything is acknowledged, or {@code time} has passed; whether it is. */
    boolean flush(Duration time) throws InterruptedException {
        return session.flush(time);
    }

    /** Delivers what there is within {@code time}, says goodbye and stops. */
    void close(Duration time) {
        session.retain(
                new Topic(headers.device(), TopicKind.STATUS), header -> new Status(header, Availability.OFFLINE));
        try {
            boolean isReachable = session.isConnected();
            outbox.flush(time);
            if (isReachable) {
                session.flush(time);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
        outbox.close();
        LOG.info(
                "Outbox: {} records accepted, {} of them wait to be acknowledged",
                outbox.newestSequence(),
                outbox.pendingRecords());
    }
}
