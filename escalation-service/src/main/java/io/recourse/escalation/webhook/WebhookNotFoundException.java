package io.recourse.escalation.webhook;

/** There is no such webhook, or no such delivery to it. */
public class WebhookNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WebhookNotFoundException(String what) {
        super("there is no such " + what);
    }
}
