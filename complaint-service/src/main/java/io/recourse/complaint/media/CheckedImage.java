package io.recourse.complaint.media;

/**
 * An image that was checked and stored.
 *
 * @param mediaKey    where its bytes are in the store
 * @param contentType by its content, never by its name
 * @param sizeBytes   of the stored copy
 * @param width       in pixels
 * @param height      in pixels
 * @param sha256      of the stored copy, in hexadecimal
 */
public record CheckedImage(String mediaKey, String contentType, long sizeBytes, int width, int height, String sha256) {}
