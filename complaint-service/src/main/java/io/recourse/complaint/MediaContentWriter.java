package io.recourse.complaint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.file.Files;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

import io.recourse.complaint.media.MediaContent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.core.Vertx;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends the bytes of images without blocking the event loop or holding a worker for a slow client: a file is sent by the
 * kernel, a stream is read on the worker pool, one buffer at a time, when the client has taken the one before.
 */
@Provider
public class MediaContentWriter implements ServerMessageBodyWriter<MediaContent> {

    private static final Logger LOG = Logger.getLogger(MediaContentWriter.class);
    private static final int BUFFER = 64 * 1024;

    @Inject
    Vertx vertx;

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return MediaContent.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return MediaContent.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(MediaContent content, Type genericType, ServerRequestContext context) {
        switch (content) {
            case MediaContent.InFile part ->
                context.serverResponse().sendFile(part.file().toString(), part.from(), part.count());
            case MediaContent.Streamed stream -> send(stream, (ResteasyReactiveRequestContext) context);
        }
    }

    private void send(MediaContent.Streamed stream, ResteasyReactiveRequestContext request) {
        request.suspend();
        InputStream bytes = stream.bytes();
        HttpServerResponse response = request.unwrap(RoutingContext.class).response();
        response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(stream.count()));
        Multi.createBy()
                .repeating()
                .uni(() -> vertx.executeBlocking(() -> bytes.readNBytes(BUFFER), false))
                .until(buffer -> buffer.length == 0)
                .onItem()
                .transformToUniAndConcatenate(
                        buffer -> Uni.createFrom().completionStage(() -> response.write(Buffer.buffer(buffer))
                                .toCompletionStage()))
                .onTermination()
                .call(() -> vertx.executeBlocking(() -> close(bytes), false))
                .subscribe()
                .with(
                        sent -> {},
                        failure -> {
                            LOG.warnf("An image was not sent to its end: %s", failure);
                            response.reset();
                            request.resume();
                        },
                        () -> {
                            response.end();
                            request.resume();
                        });
    }

    private static Void close(InputStream bytes) throws IOException {
        bytes.close();
        return null;
    }

    /** For callers that have no request at hand; the resource does not get here. */
    @Override
    public void writeTo(
            MediaContent content,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        switch (content) {
            case MediaContent.InFile part -> {
                try (InputStream file = Files.newInputStream(part.file())) {
                    file.skipNBytes(part.from());
                    out.write(file.readNBytes(Math.toIntExact(part.count())));
                }
            }
            case MediaContent.Streamed stream -> {
                try (InputStream bytes = stream.bytes()) {
                    bytes.transferTo(out);
                }
            }
        }
    }
}
