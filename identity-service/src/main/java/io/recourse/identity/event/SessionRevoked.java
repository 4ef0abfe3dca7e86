package io.recourse.identity.event;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A session ended before its time. Carries the user too, because the compacted topic keeps only the last message of a
 * user.
 *
 * @param sid    the session; tokens with it are refused from now on
 * @param reason why it ended
 */
@RegisterForReflection(registerFullHierarchy = true)
public record SessionRevoked(@JsonUnwrapped UserSnapshot user, String sid, SessionEnd reason) {}
