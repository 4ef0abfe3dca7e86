package io.recourse.complaint.servicetype;

/** There is a service type of this name already, in whatever case. */
public class ServiceTypeExistsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ServiceTypeExistsException(String name) {
        super("there is a service type named %s already".formatted(name));
    }
}
