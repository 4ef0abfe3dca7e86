package io.recourse.complaint;

import io.vertx.core.json.JsonObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An image of a complaint.
 *
 * @param url       where its bytes are, relative to the desk's origin
 * @param sizeBytes as stored, without what was removed
 * @param width     in pixels
 * @param height    in pixels
 */
@Schema(name = "Image")
public record ImageView(long id, String url, String contentType, long sizeBytes, int width, int height) {

    static ImageView of(long complaintId, JsonObject image) {
        long id = image.getLong("id");
        return new ImageView(
                id,
                url(complaintId, id),
                image.getString("content_type"),
                image.getLong("size_bytes"),
                image.getInteger("width"),
                image.getInteger("height"));
    }

    static String url(long complaintId, long imageId) {
        return "/api/complaints/%d/images/%d".formatted(complaintId, imageId);
    }
}
