package io.recourse.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Adds the images of tickets through the API, which checks them and keeps them wherever images are kept. */
final class AttachmentImport {

    private final Connection database;
    private final String source;
    private final Path dump;
    private final Desk desk;
    private final Report report;
    private final Progress progress;

    AttachmentImport(Connection database, String source, Path dump, Desk desk, Report report, Progress progress) {
        this.database = database;
        this.source = source;
        this.dump = dump.toAbsolutePath().normalize();
        this.desk = desk;
        this.report = report;
        this.progress = progress;
    }

    void run(DumpFile attachments) throws SQLException, IOException {
        Map<String, Long> tickets = references("ticket");
        Map<String, Long> before = references("attachment");
        attachments.read(report, progress, row -> take(row, tickets, before));
    }

    private void take(DumpRow row, Map<String, Long> tickets, Map<String, Long> before) throws IOException {
        String reference = row.required("id", 150);
        if (before.containsKey(reference)) {
            report.present("attachments");
            return;
        }
        Long complaint = tickets.get(row.required("ticket_id", 200));
        if (complaint == null) {
            throw new RefusedException("ticket_id is of no ticket that was imported");
        }
        Path file = dump.resolve(row.required("file", 1000)).normalize();
        if (!file.startsWith(dump) || !Files.isRegularFile(file)) {
            throw new RefusedException("file is none in the dump");
        }
        try {
            remember(reference, desk.addImage(complaint, file, key(reference)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
        before.put(reference, complaint);
        report.imported("attachments", 1);
    }

    private String key(String reference) {
        return "import-"
                + java.util.UUID.nameUUIDFromBytes(
                        (source + "\n" + reference).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Map<String, Long> references(String kind) throws SQLException {
        Map<String, Long> references = new HashMap<>();
        try (PreparedStatement query =
                database.prepareStatement("select reference, id from import_reference where source = ? and kind = ?")) {
            query.setString(1, source);
            query.setString(2, kind);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    references.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return references;
    }

    private void remember(String reference, long id) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(
                "insert into import_reference (source, kind, reference, id) values (?, 'attachment', ?, ?)")) {
            insert.setString(1, source);
            insert.setString(2, reference);
            insert.setLong(3, id);
            insert.executeUpdate();
        }
        database.commit();
    }
}
