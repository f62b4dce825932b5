package io.vedette.agent.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.ByteBuffer;

/** Classifies a picture that is sent. */
@Controller("/api/classify")
final class ClassifyController {
    private static final int TOP = 5;
    private static final int MOST_TOP = 100;

    private final AgentView agent;

    ClassifyController(AgentView agent) {
        this.agent = agent;
    }

    /** The picture is the body itself. */
    @Post
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> classify(@Body byte @Nullable [] picture, @QueryValue @Nullable Integer top) {
        return answer(picture, top);
    }

    /** The picture is the part {@code picture} of a form. */
    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> classifyPart(@Part("picture") byte @Nullable [] picture, @QueryValue @Nullable Integer top) {
        return answer(picture, top);
    }

    private HttpResponse<byte[]> answer(byte @Nullable [] picture, @Nullable Integer top) {
        int count = top == null ? TOP : top;
        if (count < 1 || count > MOST_TOP) {
            return Answers.refusal(HttpStatus.BAD_REQUEST, "top is not from 1 to " + MOST_TOP + ": " + count);
        }
        if (picture == null || picture.length == 0) {
            return Answers.refusal(
                    HttpStatus.BAD_REQUEST,
                    "Expected a picture as the body, or as the part 'picture' of a form, but found nothing");
        }
        if (picture.length > agent.maxPictureBytes()) {
            return Answers.refusal(
                    HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                    "The picture has " + picture.length + " bytes; allowed are at most " + agent.maxPictureBytes());
        }
        ByteBuffer content = ByteBuffer.wrap(picture);
        if (!PictureKind.isAny(content)) {
            return Answers.refusal(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Expected a JPEG, PNG, BMP, GIF, TIFF or WebP picture");
        }
        try {
            return Answers.of(HttpStatus.OK, agent.classify(content, count));
        } catch (UnreadablePictureException e) {
            return Answers.refusal(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
