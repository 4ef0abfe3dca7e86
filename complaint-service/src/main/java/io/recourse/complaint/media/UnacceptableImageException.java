package io.recourse.complaint.media;

/** A file that cannot be taken as an image of a complaint. */
public class UnacceptableImageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why it cannot be taken. */
    public enum Reason {
        /** More bytes than allowed. */
        TOO_LARGE,
        /** Not a whole PNG, JPEG, WebP or GIF, whatever its name says. */
        NOT_AN_IMAGE,
        /** So many pixels that showing it would take too much memory. */
        TOO_MANY_PIXELS
    }

    private final Reason reason;

    UnacceptableImageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it cannot be taken. */
    public Reason reason() {
        return reason;
    }
}
