package io.recourse.escalation.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailMessage;

/** Turns a claimed mail into a message: HTML and plain text, and headers that let clients thread. */
@ApplicationScoped
class MailComposer {

    private static final Pattern DOMAIN = Pattern.compile("@([A-Za-z0-9.-]+)>?\\s*$");

    private final MailConfig config;
    private final String domain;

    /** The templates, in templates/mail. */
    @CheckedTemplate(basePath = "mail")
    static class Templates {

        private Templates() {}

        /** As {@code .html} and as {@code .txt}. */
        static native TemplateInstance transition(Letter letter);
    }

    @Inject
    MailComposer(MailConfig config) {
        this.config = config;
        Matcher matcher = DOMAIN.matcher(config.from());
        if (!matcher.find()) {
            throw new IllegalArgumentException("recourse.mail.from must end with an address: " + config.from());
        }
        this.domain = matcher.group(1);
    }

    Uni<MailMessage> compose(ClaimedMail mail) {
        Letter letter = Letter.about(mail, config.linkOrigin());
        return render(letter, "text/html")
                .flatMap(html -> render(letter, "text/plain").map(text -> message(mail, letter, html, text)));
    }

    private static Uni<String> render(Letter letter, String contentType) {
        return Templates.transition(letter)
                .setAttribute(TemplateInstance.SELECTED_VARIANT, Variant.forContentType(contentType))
                .createUni();
    }

    private MailMessage message(ClaimedMail mail, Letter letter, String html, String text) {
        String thread = thread(mail);
        return new MailMessage()
                .setFrom(config.from())
                .setTo(mail.recipientEmail())
                .setSubject(EncodedWords.of(letter.subject()))
                .setHtml(html)
                .setText(text)
                .addHeader("Message-ID", messageId(mail))
                .addHeader("In-Reply-To", thread)
                .addHeader("References", thread)
                .addHeader("Auto-Submitted", "auto-generated");
    }

    /** Follows from complaint, transition and recipient: a message that is sent twice is recognised as one. */
    private String messageId(ClaimedMail mail) {
        return "<complaint-%d.%s.%s@%s>".formatted(mail.complaintId(), mail.eventId(), mail.recipientId(), domain);
    }

    /** The same for all mails about a complaint to a recipient: clients show them as one conversation. */
    private String thread(ClaimedMail mail) {
        return "<complaint-%d.%s@%s>".formatted(mail.complaintId(), mail.recipientId(), domain);
    }
}
