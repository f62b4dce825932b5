package io.vedette.console.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.console.fleet.DeviceSummary;
import io.vedette.console.web.ApiError;
import io.vedette.console.web.DesiredRequest;
import io.vedette.console.web.DesiredView;
import io.vedette.console.web.DeviceList;
import io.vedette.console.web.ReleaseView;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Asks a console, and tells it what to do. Every method throws {@link ConsoleRefusalException} if the console refuses and
 * {@link UnreachableConsoleException} if there is none.
 */
public final class ConsoleClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** A large bundle over a slow line, and then the look at it. */
    private static final Duration PUBLISH_TIMEOUT = Duration.ofHours(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI console;

    /** @param console its address, such as {@code http://127.0.0.1:8080} */
    public ConsoleClient(URI console) {
        this.console = console;
    }

    /**
     * Publishes a bundle.
     *
     * @param onSent is told of each piece that goes how many bytes it has
     */
    public Published publish(Path bundle, LongConsumer onSent) throws FileNotFoundException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(console.resolve("/api/artifacts"))
                .timeout(PUBLISH_TIMEOUT)
                .header("Content-Type", "application/octet-stream")
                .POST(new CountedBody(BodyPublishers.ofFile(bundle), onSent))
                .build();
        HttpResponse<byte[]> response;
        try {
            response = requireDone(http.send(request, BodyHandlers.ofByteArray()));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new UnreachableConsoleException(console, e);
        } catch (IOException e) {
            throw UnreachableConsoleException.whilePublishing(console, e);
        }
        return new Published(read(response, ReleaseView.class), response.statusCode() == 201);
    }

    /** All devices, by name. */
    public List<DeviceSummary> devices() throws InterruptedException {
        return read(send(request("/api/devices").build()), DeviceList.class).devices();
    }

    /** A device at a glance. */
    public DeviceSummary device(DeviceId device) throws InterruptedException {
        HttpResponse<byte[]> response = send(request("/api/devices/" + device).build());
        JsonNode detail = RecordJson.readTree(response.body());
        return RecordJson.read(detail.path("summary"), DeviceSummary.class);
    }

    /** Says what a device should run. */
    public DesiredView setDesired(DeviceId device, String name, int number) throws InterruptedException {
        HttpRequest request = request("/api/devices/" + device + "/desired")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(RecordJson.write(new DesiredRequest(name, number))))
                .build();
        return read(send(request), DesiredView.class);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(console.resolve(path)).timeout(TIMEOUT);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        try {
            return requireDone(http.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UnreachableConsoleException(console, e);
        }
    }

    private static HttpResponse<byte[]> requireDone(HttpResponse<byte[]> response) {
        if (response.statusCode() >= 300) {
            throw refusal(response);
        }
        return response;
    }

    private <T extends Record> T read(HttpResponse<byte[]> response, Class<T> type) {
        try {
            return RecordJson.read(response.body(), type);
        } catch (JsonFormatException e) {
            throw new UnreachableConsoleException(console, new IOException("what answers there is no console", e));
        }
    }

    private static ConsoleRefusalException refusal(HttpResponse<byte[]> response) {
        try {
            ApiError error = RecordJson.read(response.body(), ApiError.class);
            return new ConsoleRefusalException(response.statusCode(), error.error(), error.message());
        } catch (JsonFormatException e) {
            return new ConsoleRefusalException(
                    response.statusCode(),
                    "unknown",
                    response.uri() + " answered with status " + response.statusCode() + " and no reason");
        }
    }

    /**
     * What came of publishing.
     *
     * @param isNew false if the same file had been published before
     */
    public record Published(ReleaseView release, boolean isNew) {}
}
