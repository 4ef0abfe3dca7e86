package io.recourse.embedded;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.mail.MessagingException;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** An SMTP server which delivers every message, whoever it is for, as an {@code .eml} file into one directory. */
public final class MailCatcher implements AutoCloseable {
    private static final DateTimeFormatter SORTABLE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger count = new AtomicInteger();
    private final GreenMail server;

    private MailCatcher(Path directory, int port) {
        this.directory = directory;
        this.server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    /**
     * Starts the server on 127.0.0.1.
     *
     * @param port 0 for a free one
     */
    public static MailCatcher start(Path directory, int port) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MailCatcher catcher = new MailCatcher(directory, port);
        catcher.server.start();
        catcher.server.getUserManager().setMessageDeliveryHandler(catcher::deliver);
        return catcher;
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** Where messages appear, each complete from the first moment on; their names sort by time of arrival. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Is called for each recipient; the sender is told of a failure and will try again. */
    private GreenMailUser deliver(MovingMessage message, MailAddress recipient) throws MessagingException {
        if (message.getToAddresses().iterator().next() == recipient) {
            try {
                write(message);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ForgetfulUser(recipient.getEmail());
    }

    private void write(MovingMessage message) throws IOException, MessagingException {
        String name = "%s-%06d".formatted(SORTABLE.format(clock.instant()), count.incrementAndGet());
        Path partial = directory.resolve("." + name + ".part");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(partial))) {
            message.getMessage().writeTo(file);
        }
        Files.move(partial, directory.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Keeps no mailbox: the message is in its file already. */
    private static final class ForgetfulUser extends UserImpl {
        ForgetfulUser(String email) {
            super(email, email, "", null);
        }

        @Override
        public void deliver(MovingMessage message) {
            // Nothing to keep.
        }
    }
}
