package io.recourse.identity.account;

import java.util.UUID;

import io.recourse.identity.event.Changes;
import io.recourse.identity.event.SessionEnd;
import io.smallrye.mutiny.Uni;

/** What accounts need of sessions: to end them. In the transaction of the change that ends them. */
public interface SessionsOfAccount {

    /** Ends all sessions of an account. */
    Uni<Void> endAll(Account account, SessionEnd reason, Changes changes);

    /**
     * Ends all sessions of an account but one.
     *
     * @param keptSid the session that stays
     */
    Uni<Void> endOthers(Account account, UUID keptSid, SessionEnd reason, Changes changes);
}
