package io.recourse.identity.mail;

import java.util.Locale;

/** What a mailed link is good for. */
public enum LinkPurpose {
    /** Whoever reads the account's mail may choose a new password. */
    PASSWORD_RESET("/reset-password"),
    /** Whoever reads the mail shows that the address is the account's. */
    EMAIL_VERIFICATION("/verify-email");

    private final String page;

    LinkPurpose(String page) {
        this.page = page;
    }

    /** The page of the console that the link opens. */
    String page() {
        return page;
    }

    /** Reads a purpose as it is stored. */
    static LinkPurpose fromString(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The purpose as it is stored. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
