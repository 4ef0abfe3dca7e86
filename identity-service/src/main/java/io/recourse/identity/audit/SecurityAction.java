package io.recourse.identity.audit;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What happened that matters to the safety of the desk. */
public enum SecurityAction {
    ACCOUNT_REGISTERED,
    ACCOUNT_CHANGED,
    ACCOUNT_DEACTIVATED,
    ACCOUNT_ACTIVATED,
    ACCOUNT_DELETED,
    ROLE_CHANGED,
    PASSWORD_CHANGED,
    PASSWORD_RESET_REQUESTED,
    PASSWORD_RESET,
    EMAIL_VERIFIED,
    DATA_EXPORTED,
    LOGIN_SUCCEEDED,
    LOGIN_FAILED,
    LOGIN_THROTTLED,
    SESSION_ENDED,
    REFRESH_TOKEN_REUSED,
    KEY_ROTATED;

    /** The action as it is written in JSON and in the database. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
