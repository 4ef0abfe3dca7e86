package io.recourse.identity.event;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a session ended before its time. */
public enum SessionEnd {
    /** Its owner signed out. */
    LOGOUT,
    /** Its owner ended it from another session. */
    ENDED,
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    ROLE_CHANGED,
    DEACTIVATED,
    DELETED,
    /** A refresh token was used twice, so one of the users of the session is a thief. */
    REFRESH_TOKEN_REUSED;

    /** The reason as it is written in events. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
