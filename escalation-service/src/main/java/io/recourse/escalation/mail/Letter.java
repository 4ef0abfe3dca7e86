package io.recourse.escalation.mail;

import java.net.URI;
import java.util.List;

import io.quarkus.qute.TemplateData;

/** What a mail says, before it becomes HTML and plain text. */
@TemplateData
public record Letter(
        String subject,
        String headline,
        String colour,
        String recipientName,
        List<String> paragraphs,
        String resolution,
        long complaintId,
        String title,
        String link,
        String reason) {

    private static final int TITLE_MAX_CHARACTERS = 200;

    static Letter about(ClaimedMail mail, URI linkOrigin) {
        String title = oneLine(mail.title());
        String headline = headline(mail);
        String origin = linkOrigin.toString().replaceAll("/+$", "");
        return new Letter(
                "[#%d] %s: %s".formatted(mail.complaintId(), headline, title),
                headline,
                mail.transition().colour(),
                oneLine(mail.recipientName()),
                mail.toCreator() ? toCustomer(mail) : toStaff(mail),
                mail.resolution(),
                mail.complaintId(),
                title,
                origin + "/complaints/" + mail.complaintId(),
                reason(mail));
    }

    private static String headline(ClaimedMail mail) {
        return switch (mail.transition()) {
            case IN_PROGRESS -> "In progress";
            case RESOLVED -> "Resolved";
            case ESCALATED -> "Escalated to level " + mail.level();
            case DUE_SOON -> "Due soon";
        };
    }

    private static List<String> toCustomer(ClaimedMail mail) {
        return switch (mail.transition()) {
            case IN_PROGRESS ->
                List.of(
                        "your complaint is being worked on.",
                        "We will write again when there is news. You can follow it, or add to it, at any time.");
            case RESOLVED ->
                List.of(
                        "your complaint has been resolved.",
                        "If it has not been settled for you, you can still reopen it.");
            case ESCALATED ->
                List.of(
                        "your complaint has waited longer than it should have, and we are sorry for that.",
                        "It has been escalated, and those responsible for the desk have been told.");
            case DUE_SOON -> List.of();
        };
    }

    private static List<String> toStaff(ClaimedMail mail) {
        if (mail.transition() == Transition.DUE_SOON) {
            return List.of(
                    "a complaint of priority %s that is assigned to you has waited for three quarters of its time."
                            .formatted(mail.priority()),
                    "Any activity of staff restarts its clock; otherwise it is going to be escalated.");
        }
        return List.of(
                "a complaint of priority %s has been escalated to level %d.".formatted(mail.priority(), mail.level()),
                "It needs attention now: any activity of staff restarts its clock, otherwise it escalates further.");
    }

    private static String reason(ClaimedMail mail) {
        if (mail.toCreator()) {
            return "you filed this complaint";
        }
        return mail.transition() == Transition.DUE_SOON
                ? "the complaint is assigned to you"
                : "you administer the desk or the complaint is assigned to you";
    }

    /** A text that cannot end a header line, or begin another one. */
    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= TITLE_MAX_CHARACTERS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE_MAX_CHARACTERS)) + "…";
    }
}
