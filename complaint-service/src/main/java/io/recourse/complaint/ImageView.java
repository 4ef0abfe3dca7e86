package io.recourse.complaint;

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

    static ImageView of(long complaintId, long id, String contentType, long sizeBytes, int width, int height) {
        return new ImageView(id, url(complaintId, id), contentType, sizeBytes, width, height);
    }

    static String url(long complaintId, long imageId) {
        return "/api/complaints/" + complaintId + "/images/" + imageId;
    }
}
