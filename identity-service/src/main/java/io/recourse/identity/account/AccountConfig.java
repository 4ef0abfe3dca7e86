package io.recourse.identity.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is taken for granted of accounts. */
@ConfigMapping(prefix = "recourse.accounts")
interface AccountConfig {

    /** The country whose phone numbers are written without its code; two letters of ISO 3166-1. */
    @WithDefault("DE")
    String defaultRegion();
}
