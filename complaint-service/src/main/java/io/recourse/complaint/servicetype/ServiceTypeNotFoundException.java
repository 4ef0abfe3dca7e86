package io.recourse.complaint.servicetype;

/** There is no such service type. */
public class ServiceTypeNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ServiceTypeNotFoundException(int id) {
        super("there is no service type " + id);
    }
}
