package io.recourse.identity.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.recourse.identity.key.OpaqueToken;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailMessage;

/** Turns an owed mail into a message: HTML and plain text. */
@ApplicationScoped
class MailComposer {

    private static final Pattern DOMAIN = Pattern.compile("@([A-Za-z0-9.-]+)>?\\s*$");
    private static final int ID_CHARACTERS = 16;

    private final MailConfig config;
    private final LinkConfig links;
    private final String domain;

    /** The templates, in templates/mail. */
    @CheckedTemplate(basePath = "mail")
    static class Templates {

        private Templates() {}

        /** As {@code .html} and as {@code .txt}. */
        static native TemplateInstance link(Letter letter);
    }

    @Inject
    MailComposer(MailConfig config, LinkConfig links) {
        this.config = config;
        this.links = links;
        Matcher matcher = DOMAIN.matcher(config.from());
        if (!matcher.find()) {
            throw new IllegalArgumentException("recourse.mail.from must end with an address: " + config.from());
        }
        this.domain = matcher.group(1);
    }

    Uni<MailMessage> compose(OwedMail mail) {
        Letter letter = Letter.of(mail, config.linkOrigin(), links.lifetime(mail.purpose()));
        return render(letter, "text/html")
                .chain(html -> render(letter, "text/plain").map(text -> message(mail, letter, html, text)));
    }

    private static Uni<String> render(Letter letter, String contentType) {
        return Templates.link(letter)
                .setAttribute(TemplateInstance.SELECTED_VARIANT, Variant.forContentType(contentType))
                .createUni();
    }

    private MailMessage message(OwedMail mail, Letter letter, String html, String text) {
        return new MailMessage()
                .setFrom(config.from())
                .setTo(mail.email())
                .setSubject(letter.subject())
                .setHtml(html)
                .setText(text)
                .addHeader("Message-ID", messageId(mail))
                .addHeader("Auto-Submitted", "auto-generated");
    }

    /** Different for each attempt: each has a link of its own, of which the last one works. */
    private String messageId(OwedMail mail) {
        String attempt = OpaqueToken.hash(mail.token()).substring(0, ID_CHARACTERS);
        return "<%s.%s@%s>".formatted(mail.purpose(), attempt, domain);
    }
}
