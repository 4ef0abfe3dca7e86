package io.recourse.identity.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;

/**
 * A JSON document that is written to disk piece by piece and then sent, so that it may be large, and is whole or not sent
 * at all. The file belongs to the process alone and is gone as soon as it is closed.
 */
final class ExportFile {

    private final AsyncFile file;
    private final ObjectMapper mapper;
    private boolean first = true;

    private ExportFile(AsyncFile file, ObjectMapper mapper) {
        this.file = file;
        this.mapper = mapper;
    }

    /** Makes an empty file. */
    static Uni<ExportFile> create(Vertx vertx, ObjectMapper mapper) {
        OpenOptions options = new OpenOptions().setRead(true).setWrite(true).setDeleteOnClose(true);
        return vertx.fileSystem()
                .createTempFile("recourse-export", ".json", "rw-------")
                .chain(path -> vertx.fileSystem().open(path, options))
                .map(opened -> new ExportFile(opened, mapper));
    }

    /** Begins an object, a list with {@code [}, or what else is written after a comma where one is due. */
    Uni<Void> begin(String text) {
        String separated = first ? text : "," + text;
        first = true;
        return write(separated);
    }

    /** Ends an object with {@code }}, a list with {@code ]}. */
    Uni<Void> end(String text) {
        first = false;
        return write(text);
    }

    /** Writes a field of the object that was begun. */
    Uni<Void> field(String name, Object value) {
        return element(json(name) + ":" + json(value));
    }

    /** Writes an element of the list that was begun. */
    Uni<Void> item(Object value) {
        return element(json(value));
    }

    private Uni<Void> element(String text) {
        String separated = first ? text : "," + text;
        first = false;
        return write(separated);
    }

    /** The document from its beginning; whoever has read it closes it. */
    io.vertx.core.file.AsyncFile rewound() {
        return file.setReadPos(0).getDelegate();
    }

    /** Gives the document up. */
    Uni<Void> discard() {
        return file.close();
    }

    private Uni<Void> write(String text) {
        return file.write(Buffer.buffer(text));
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what is exported was read from JSON or is a record", impossible);
        }
    }
}
