package io.recourse.local.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A connection that sends whatever bytes it is given: an HTTP client would refuse most of what the tests are about. */
public final class RawConnection implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LINE_MAX = 100_000;

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * What came back.
     *
     * @param headers by name in lower case; of one that came twice the last
     * @param last    whether the connection serves no further request
     */
    public record Answer(int status, Map<String, String> headers, byte[] body, boolean last) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public static RawConnection open(int port) throws IOException {
        return open(port, null);
    }

    /** @param from an address of this machine, null for any */
    public static RawConnection open(int port, String from) throws IOException {
        Socket socket = new Socket();
        try {
            if (from != null) {
                socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            }
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            return new RawConnection(socket);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says that nothing more will come. */
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * The next answer; of a stream of events its head alone.
     *
     * @param toHead whether it answers a HEAD
     * @throws EOFException when the other side has closed the connection without one
     */
    public Answer read(boolean toHead) throws IOException {
        String line = line();
        while (line.startsWith("HTTP/1.1 1")) {
            headers();
            line = line();
        }
        if (!line.matches("HTTP/1\\.[01] \\d{3}.*")) {
            throw new IOException("no status line: " + line);
        }
        int status = Integer.parseInt(line.substring(9, 12));
        Map<String, String> headers = headers();
        boolean close = headers.getOrDefault("connection", "").equalsIgnoreCase("close") || line.startsWith("HTTP/1.0");
        if (toHead || status == 204 || status == 304) {
            return new Answer(status, headers, new byte[0], close);
        }
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return new Answer(status, headers, new byte[0], true);
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return new Answer(status, headers, chunks(), close);
        }
        if (headers.containsKey("content-length")) {
            int length = Integer.parseInt(headers.get("content-length"));
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("%d of %d bytes".formatted(body.length, length));
            }
            return new Answer(status, headers, body, close);
        }
        return new Answer(status, headers, in.readAllBytes(), true);
    }

    /** Whether the other side closes the connection and sends nothing more. */
    public boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().split(";")[0].strip(), 16);
            body.write(in.readNBytes(size));
            if (size == 0) {
                headers();
                return body.toByteArray();
            }
            line();
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("closed after: " + line);
            }
            if (line.size() > LINE_MAX) {
                throw new IOException("a line that does not end");
            }
            line.write(read);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
