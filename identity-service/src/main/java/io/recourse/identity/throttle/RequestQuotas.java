package io.recourse.identity.throttle;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often somebody may ask for what costs others something: processor time, or a mail in their box. */
@ConfigMapping(prefix = "recourse.quota")
public interface RequestQuotas {

    /** How long a request counts. */
    @WithDefault("PT1H")
    Duration window();

    /**
     * Registrations from one address. Companies, schools and mobile carriers put thousands behind one address, so the
     * default stops no crowd, and still leaves a robot less than one account every three seconds.
     */
    @WithDefault("1000")
    int registrationsPerAddress();

    /** Mails with a new link for one account: enough for a clumsy owner, no flood for a victim. */
    @WithDefault("10")
    int passwordResetsPerAccount();

    /** Password resets from one address, for whatever accounts. */
    @WithDefault("100")
    int passwordResetsPerAddress();

    /** Mails that one asks for to confirm one's own address. */
    @WithDefault("10")
    int emailVerificationsPerAccount();

    /** Exports of one account's data. */
    @WithDefault("20")
    int exportsPerAccount();
}
