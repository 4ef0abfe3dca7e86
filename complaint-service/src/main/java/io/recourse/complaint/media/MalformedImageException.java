package io.recourse.complaint.media;

/** What was read is not an image of the format that it says it has. */
class MalformedImageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MalformedImageException(String message) {
        super(message);
    }
}
