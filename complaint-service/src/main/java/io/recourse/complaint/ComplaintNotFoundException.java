package io.recourse.complaint;

/** There is no such complaint, or the caller may not know that there is. */
public class ComplaintNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param id the complaint that was asked for */
    public ComplaintNotFoundException(long id) {
        super("there is no complaint " + id);
    }
}
