package io.recourse.local.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A way to a server of this machine which may swallow all that is sent, while every connection stands. */
final class StallingProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    /** Whoever passes bytes on holds it to read; it is held to write while nothing passes. */
    private final ReentrantReadWriteLock passage = new ReentrantReadWriteLock();

    StallingProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on nothing passes; to be ended by the same thread. */
    void stall() {
        passage.writeLock().lock();
    }

    void pass() {
        passage.writeLock().unlock();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getByName("127.0.0.1"), target);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server));
                Thread.ofVirtual().start(() -> pump(server, client));
            }
        } catch (IOException closed) {
            // The end of the proxy.
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[16 << 10];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                passage.readLock().lock();
                try {
                    out.write(bytes, 0, count);
                } finally {
                    passage.readLock().unlock();
                }
            }
        } catch (IOException closed) {
            // Either side has gone; so does the other.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }
}
