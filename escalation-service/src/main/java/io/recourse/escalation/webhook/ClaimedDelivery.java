package io.recourse.escalation.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this replica makes.
 *
 * @param attempts this one included
 * @param queuedAt what its patience is counted from
 * @param secret   as it is stored
 */
record ClaimedDelivery(
        UUID id,
        UUID webhookId,
        String event,
        String body,
        int attempts,
        Instant queuedAt,
        String url,
        String secret) {}
