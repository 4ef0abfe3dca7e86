package io.recourse.escalation.webhook;

/** What a delivery said has been erased, with the complaint or the person that it told of. */
public class ErasedDeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ErasedDeliveryException() {
        super("what it said has been erased");
    }
}
