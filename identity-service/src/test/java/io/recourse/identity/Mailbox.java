package io.recourse.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.microprofile.config.ConfigProvider;

import static org.awaitility.Awaitility.await;

/** What the SMTP server has caught. */
public final class Mailbox {

    private static final Path DIRECTORY =
            Path.of(ConfigProvider.getConfig().getValue("recourse.test.mail-directory", String.class));

    private static final Pattern LINK = Pattern.compile("http://localhost:8080/[a-z-]+\\?token=([A-Za-z0-9_-]{43})\\s");

    private Mailbox() {}

    /** The mails to an address, the first that came first. */
    public static List<MimeMessage> to(String address) {
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

    public static List<String> subjects(String address) {
        return to(address).stream().map(Mailbox::subject).toList();
    }

    public static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    public static String header(MimeMessage message, String name) {
        try {
            return message.getHeader(name, null);
        } catch (MessagingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    /**
     * Waits for a mail with a subject to an address, and gives the token of its link.
     *
     * @param nth the first is 1
     */
    public static String awaitToken(String address, String subject, int nth) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> with(address, subject).size() >= nth);
        Matcher link = LINK.matcher(text(with(address, subject).get(nth - 1), "text/plain"));
        if (!link.find()) {
            throw new AssertionError("the mail has no link");
        }
        return link.group(1);
    }

    private static List<MimeMessage> with(String address, String subject) {
        return to(address).stream()
                .filter(message -> subject(message).equals(subject))
                .toList();
    }

    /** The text of a content type, such as {@code text/plain}. */
    public static String text(MimeMessage message, String contentType) {
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
