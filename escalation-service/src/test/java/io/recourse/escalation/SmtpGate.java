package io.recourse.escalation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before an SMTP server: lets mails through, or says no in its place. */
final class SmtpGate implements AutoCloseable {

    /** What it does with a mail. */
    enum Mood {
        OPEN(null),
        /** Too busy for any sender. */
        TRY_LATER("451 4.3.2 try again later"),
        /** Does not know any recipient. */
        NEVER("550 5.1.1 no such mailbox");

        private final String refusal;

        Mood(String refusal) {
            this.refusal = refusal;
        }
    }

    private final ServerSocket server;
    private final int target;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile Mood mood;

    SmtpGate(int port, int target, Mood mood) {
        this.target = target;
        this.mood = mood;
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("smtp-gate").start(this::accept);
    }

    /** Changes its mood; connections that are open end. */
    void become(Mood other) {
        mood = other;
        sockets.forEach(SmtpGate::close);
    }

    /** How many mails it has refused. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException alreadyClosed) {
            // As wanted.
        }
        sockets.forEach(SmtpGate::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                Mood now = mood;
                Thread.ofPlatform().daemon().start(() -> serve(client, now));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client, Mood now) {
        try (client) {
            if (now == Mood.OPEN) {
                pass(client);
            } else {
                refuse(client, now);
            }
        } catch (IOException gone) {
            // The client tries again, or not.
        }
    }

    private void pass(Socket client) throws IOException {
        try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(behind);
            Thread answers = Thread.ofPlatform().daemon().start(() -> {
                try {
                    behind.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException gone) {
                    // Ends the other direction too.
                }
                close(client);
            });
            client.getInputStream().transferTo(behind.getOutputStream());
            close(behind);
            answers.interrupt();
        }
    }

    private void refuse(Socket client, Mood now) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream answers = client.getOutputStream();
        answer(answers, "220 gate");
        String refusedCommand = now == Mood.TRY_LATER ? "MAIL" : "RCPT";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(refusedCommand)) {
                refused.incrementAndGet();
                answer(answers, now.refusal);
            } else if (line.startsWith("QUIT")) {
                answer(answers, "221 bye");
                return;
            } else {
                answer(answers, "250 ok");
            }
        }
    }

    private static void answer(OutputStream answers, String line) throws IOException {
        answers.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        answers.flush();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // As wanted.
        }
    }
}
