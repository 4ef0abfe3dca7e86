package io.recourse.platform.dialect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which dialects are spoken; the same in all services. */
@ConfigMapping(prefix = "recourse.dialects")
public interface DialectConfig {

    /** How a dialect is reached. */
    enum Mode {
        /** Not at all: its routes are answered with 404. */
        OFF,
        /** Where the older desk had its routes, and below its prefix. */
        ON,
        /** Below its prefix alone. */
        PREFIXED
    }

    /** Complaints that resolve themselves, with tokens from {@code /api/user_login}. */
    @WithDefault("off")
    Mode complaintDesk();

    /** Complaints with images and a public board, with the headers {@code TOKEN} and {@code USERNAME}. */
    @WithDefault("off")
    Mode imageDesk();

    /** Classified tickets. */
    @WithDefault("off")
    Mode ticketDesk();

    /** Tickets that are assigned and escalate. */
    @WithDefault("off")
    Mode helpdesk();

    /** Service requests, support tickets and interactions, with {@code Authorization: Token}. */
    @WithDefault("off")
    Mode utilityDesk();

    /** How a dialect is reached. */
    default Mode mode(Dialect dialect) {
        return switch (dialect) {
            case COMPLAINT_DESK -> complaintDesk();
            case IMAGE_DESK -> imageDesk();
            case TICKET_DESK -> ticketDesk();
            case HELPDESK -> helpdesk();
            case UTILITY_DESK -> utilityDesk();
        };
    }
}
