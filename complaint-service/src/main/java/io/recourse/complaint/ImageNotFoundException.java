package io.recourse.complaint;

/** A complaint that the caller sees has no such image. */
class ImageNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ImageNotFoundException(long complaintId, long imageId) {
        super("complaint %d has no image %d".formatted(complaintId, imageId));
    }
}
