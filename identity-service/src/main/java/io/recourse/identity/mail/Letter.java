package io.recourse.identity.mail;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.quarkus.qute.TemplateData;

/**
 * What a mail says, before it becomes HTML and plain text. It calls people by their usernames: in a name one could write
 * to a stranger, by registering with the stranger's address.
 */
@TemplateData
public record Letter(
        String subject, String username, List<String> paragraphs, String action, String link, String reason) {

    static Letter of(OwedMail mail, URI linkOrigin, Duration lifetime) {
        String link =
                linkOrigin.toString().replaceAll("/+$", "") + mail.purpose().page() + "?token=" + mail.token();
        return switch (mail.purpose()) {
            case PASSWORD_RESET ->
                new Letter(
                        "Choose a new password",
                        mail.username(),
                        List.of(
                                "somebody, hopefully you, asked for a new password for your account.",
                                "The link below lets you choose one. It works once, within %s; with the new password you are signed out everywhere."
                                        .formatted(words(lifetime)),
                                "If it was not you, there is nothing to do: your password stays as it is."),
                        "Choose a new password",
                        link,
                        "a new password was asked for an account with this address");
            case EMAIL_VERIFICATION ->
                new Letter(
                        "Confirm your e-mail address",
                        mail.username(),
                        List.of(
                                "please confirm that this address is yours, so that we can reach you about your complaints.",
                                "The link below works once, within %s.".formatted(words(lifetime)),
                                "If you know nothing of an account, there is nothing to do."),
                        "Confirm this address",
                        link,
                        "an account was given this address");
        };
    }

    /** A duration in its largest whole unit: 30 minutes, 7 days. */
    static String words(Duration duration) {
        if (duration.toSeconds() % 86_400 == 0) {
            return count(duration.toDays(), "day");
        }
        if (duration.toSeconds() % 3_600 == 0) {
            return count(duration.toHours(), "hour");
        }
        return count(Math.max(1, duration.toMinutes()), "minute");
    }

    private static String count(long number, String unit) {
        return number == 1 ? "1 " + unit : number + " " + unit + "s";
    }

    /** Keeps the link out of logs. */
    @Override
    public String toString() {
        return "Letter[subject=" + subject + "]";
    }
}
