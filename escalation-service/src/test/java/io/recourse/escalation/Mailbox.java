package io.recourse.escalation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.microprofile.config.ConfigProvider;

/** What the SMTP server has caught. */
final class Mailbox {

    private static final Path DIRECTORY =
            Path.of(ConfigProvider.getConfig().getValue("recourse.test.mail-directory", String.class));

    private Mailbox() {}

    /** The mails to an address, the first that came first. */
    static List<MimeMessage> to(String address) {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Mailbox::read)
                    .filter(message -> isTo(message, address))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<String> subjects(String address) {
        return to(address).stream().map(Mailbox::subject).toList();
    }

    static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    static String header(MimeMessage message, String name) {
        try {
            return message.getHeader(name, null);
        } catch (MessagingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    /** The text of a content type, such as {@code text/plain}. */
    static String text(MimeMessage message, String contentType) {
        try {
            return find(message, contentType);
        } catch (MessagingException malformed) {
            throw new IllegalStateException(malformed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String find(Part part, String contentType) throws MessagingException, IOException {
        if (part.isMimeType(contentType)) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                String found = find(inner, contentType);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean isTo(MimeMessage message, String address) {
        return String.valueOf(header(message, "To")).contains(address);
    }

    private static MimeMessage read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return new MimeMessage(null, content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (MessagingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
