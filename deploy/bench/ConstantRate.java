import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;

/**
 * Sends requests at a constant rate, whether or not the earlier ones are answered, and takes the time of each from the moment
 * at which it was due: a server that stands still for a second is charged with all who would have come in that second.
 *
 * <p>{@code java -cp 'complaint-service/target/quarkus-app/lib/main/*' deploy/bench/ConstantRate.java PORT HEADERS REQUESTS RATE
 * CONNECTIONS WARM SECONDS}: the files are those of harness/requests.lua; those of WARM seconds do not count. A request that
 * finds no free connection waits for one, and its time runs. Prints, as JSON, the answers a second, milliseconds and how many
 * were not answered with 2xx.
 */
public final class ConstantRate {
    private static final long LONGEST_NAP = TimeUnit.MICROSECONDS.toNanos(100);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_CHUNKS = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final byte[][] requests;
    private final Selector selector = Selector.open();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(5), 3);

    private long countFrom;
    private long refused;
    private long answered;
    private long last;
    private int underWay;

    private final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(1 << 20);
        private SelectionKey key;
        private ByteBuffer out;
        private long due;

        Connection() throws IOException {
            channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(byte[] request, long dueAt) throws IOException {
            due = dueAt;
            out = ByteBuffer.wrap(request);
            in.clear();
            write();
        }

        void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        /** Tells whether the answer is complete. */
        boolean read() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("the server has closed a connection");
            }
            int head = indexOf(in, END_OF_HEAD, 0);
            if (head < 0) {
                return false;
            }
            String lines = new String(in.array(), 0, head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            int length = lines.indexOf("\r\ncontent-length:");
            if (length >= 0) {
                int end = lines.indexOf("\r\n", length + 2);
                String value = lines.substring(length + 17, end < 0 ? lines.length() : end);
                return in.position() >= head + 4 + Integer.parseInt(value.strip());
            }
            return !lines.contains("transfer-encoding: chunked")
                    || indexOf(in, END_OF_CHUNKS, Math.max(head + 4, in.position() - 5)) >= 0;
        }

        boolean isGood() {
            return in.get(9) == '2';
        }
    }

    private ConstantRate(int port, byte[][] requests) throws IOException {
        this.port = port;
        this.requests = requests;
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String headers = Files.readString(Path.of(arguments[1]));
        byte[][] requests = Files.readAllLines(Path.of(arguments[2])).stream()
                .map(line -> request(line.split("\t", -1), headers))
                .toArray(byte[][]::new);
        double rate = Double.parseDouble(arguments[3]);
        ConstantRate load = new ConstantRate(port, requests);
        for (int i = Integer.parseInt(arguments[4]); i > 0; i--) {
            load.idle.add(load.new Connection());
        }
        load.run(rate, Double.parseDouble(arguments[5]), Double.parseDouble(arguments[6]));
    }

    private static byte[] request(String[] line, String headers) {
        StringBuilder text = new StringBuilder(line[0]).append(' ').append(line[1]).append(" HTTP/1.1\r\n").append(headers);
        if (!line[2].isEmpty()) {
            text.append("If-Match: \"").append(line[2]).append("\"\r\n");
        }
        byte[] body = line[3].getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            text.append("Content-Type: application/json\r\nContent-Length: ").append(body.length).append("\r\n");
        }
        return text.append("\r\n").append(line[3]).toString().getBytes(StandardCharsets.UTF_8);
    }

    private void run(double rate, double warm, double seconds) throws IOException {
        double gap = 1e9 / rate;
        long start = System.nanoTime();
        countFrom = start + (long) (warm * 1e9);
        long total = (long) ((warm + seconds) * rate);
        long sent = 0;
        while (sent < total || underWay > 0) {
            long now = System.nanoTime();
            while (sent < total && start + (long) (sent * gap) <= now && !idle.isEmpty()) {
                underWay++;
                idle.removeFirst().send(requests[(int) (sent % requests.length)], start + (long) (sent * gap));
                sent++;
            }
            if (selector.selectNow() > 0) {
                receive();
            } else {
                LockSupport.parkNanos(Math.min(LONGEST_NAP, Math.max(1, start + (long) (sent * gap) - System.nanoTime())));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "{\"per_second\":%.1f,\"p50_ms\":%.3f,\"p90_ms\":%.3f,\"p99_ms\":%.3f,\"p999_ms\":%.3f,\"max_ms\":%.3f,\"bad\":%d}%n",
                // Those that came late took longer than the seconds in which they were due.
                answered / Math.max(seconds, (last - countFrom) / 1e9),
                at(50),
                at(90),
                at(99),
                at(99.9),
                times.getMaxValue() / 1e6,
                refused);
    }

    private void receive() throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (key.isWritable()) {
                connection.write();
            }
            if (key.isReadable() && connection.read()) {
                if (connection.due >= countFrom) {
                    last = System.nanoTime();
                    times.recordValue(Math.min(last - connection.due, times.getHighestTrackableValue()));
                    answered++;
                    refused += connection.isGood() ? 0 : 1;
                }
                underWay--;
                idle.addLast(connection);
            }
        }
        selector.selectedKeys().clear();
    }

    private double at(double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }

    private static int indexOf(ByteBuffer buffer, byte[] wanted, int from) {
        byte[] array = buffer.array();
        for (int i = from; i <= buffer.position() - wanted.length; i++) {
            int j = 0;
            while (j < wanted.length && array[i + j] == wanted[j]) {
                j++;
            }
            if (j == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}
