package io.recourse.complaint;

/** None of the bytes that were asked for exists. */
class UnsatisfiableRangeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long size;

    UnsatisfiableRangeException(long size) {
        super("there are %d bytes".formatted(size));
        this.size = size;
    }

    /** How many bytes there are. */
    long size() {
        return size;
    }
}
