package io.vedette.console.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vedette.console.artifact.ArtifactTooLargeException;
import io.vedette.console.artifact.BundlesFullException;
import io.vedette.console.artifact.EmptyArtifactException;
import io.vedette.console.artifact.Publication;
import io.vedette.console.artifact.PublishedRelease;
import io.vedette.console.artifact.ReleaseNumberException;
import io.vedette.console.artifact.Releases;
import io.vedette.console.artifact.SlowUploadException;
import io.vedette.console.deployment.Deployments;
import io.vedette.console.deployment.ReleaseInUseException;
import io.vedette.console.fleet.Fleet;
import io.vedette.core.bundle.BundleException;
import io.vedette.core.contract.Release;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;

/** The releases that devices can be told to run. */
@Controller("/api/artifacts")
@Tag(name = "artifacts")
@ExecuteOn(TaskExecutors.BLOCKING)
class ArtifactController {
    private static final int MAX_UPLOADS = 2;
    private static final int MAX_NAMED = 3;

    private final Semaphore uploads = new Semaphore(MAX_UPLOADS);
    private final Releases releases;
    private final Deployments deployments;
    private final Fleet fleet;

    ArtifactController(Releases releases, Deployments deployments, Fleet fleet) {
        this.releases = releases;
        this.deployments = deployments;
        this.fleet = fleet;
    }

    /** All releases. */
    @Get
    @Operation(summary = "All published releases, by name and then the newest first")
    ReleaseList list() {
        return new ReleaseList(releases.all().stream().map(this::view).toList(), releases.isVerifying());
    }

    /** One release. */
    @Get("/{name}/{number}")
    @Operation(summary = "A published release")
    @ApiResponse(responseCode = "404", description = "No such release is published")
    ReleaseView get(String name, int number) {
        return view(require(name, number));
    }

    /** Publishes a bundle; the request's body is its file. */
    @Post
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            summary =
                    "Publishes a bundle, whose file is the request's body; the same file again replaces the stored one")
    @ApiResponse(responseCode = "201", description = "It is published")
    @ApiResponse(responseCode = "200", description = "The same file was published before")
    @ApiResponse(responseCode = "400", description = "It is empty")
    @ApiResponse(responseCode = "408", description = "It comes too slowly")
    @ApiResponse(responseCode = "409", description = "Its number is not above those ever published of its line")
    @ApiResponse(responseCode = "413", description = "It is larger than devices can fetch")
    @ApiResponse(responseCode = "422", description = "It is no bundle, or none that may be believed")
    @ApiResponse(responseCode = "503", description = "Others are publishing at the same time")
    @ApiResponse(
            responseCode = "507",
            description = "The published bundles leave no room for it, or it cannot be stored")
    HttpResponse<ReleaseView> publish(@Body InputStream bundle, HttpRequest<?> request) {
        if (!uploads.tryAcquire()) {
            throw ApiException.tooManyUploads(MAX_UPLOADS);
        }
        try (InputStream in = bundle) {
            Publication publication = releases.publish(in, request.getContentLength());
            ReleaseView view = view(publication.release());
            return publication.isNew() ? HttpResponse.created(view) : HttpResponse.ok(view);
        } catch (ArtifactTooLargeException e) {
            throw ApiException.tooLarge(e);
        } catch (EmptyArtifactException | BundleException e) {
            throw ApiException.badBundle(e);
        } catch (ReleaseNumberException e) {
            throw ApiException.releaseTooLow(e);
        } catch (BundlesFullException e) {
            throw ApiException.bundlesFull(e, spare());
        } catch (SlowUploadException e) {
            throw ApiException.uploadTooSlow(e);
        } catch (IOException e) {
            throw ApiException.notStored(e);
        } finally {
            uploads.release();
        }
    }

    /** Deletes a release. */
    @Delete("/{name}/{number}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes a release that no device should run")
    @ApiResponse(responseCode = "404", description = "No such release is published")
    @ApiResponse(responseCode = "409", description = "A device should run it")
    void delete(String name, int number) {
        try {
            deployments.delete(require(name, number));
        } catch (ReleaseInUseException e) {
            throw ApiException.releaseInUse(e);
        } catch (IOException e) {
            throw ApiException.notStored(e);
        }
    }

    /** The oldest releases that no device should run. */
    private List<Release> spare() {
        return releases.all().stream()
                .filter(published -> deployments.count(published.release()) == 0)
                .sorted(Comparator.comparing(PublishedRelease::publishedAt))
                .limit(MAX_NAMED)
                .map(PublishedRelease::release)
                .toList();
    }

    private PublishedRelease require(String name, int number) {
        return releases.find(name, number).orElseThrow(() -> ApiException.unknownRelease(name, number));
    }

    private ReleaseView view(PublishedRelease published) {
        return ReleaseView.of(
                published,
                releases.isStored(published),
                deployments.count(published.release()),
                fleet.countRunning(published.release()));
    }
}
