package io.recourse.migrate;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings tickets and their comments into complaint's database, with their history. */
final class TicketImport {

    private static final int LONGEST_TEXT = 10_000;

    private final Connection database;
    private final String source;
    private final People people;
    private final Report report;
    private final Progress progress;

    private final Map<String, People.Person> mentioned = new HashMap<>();
    private final Map<String, Instant> staged = new HashMap<>();
    private final Set<String> before = new HashSet<>();
    private final Set<String> commentsBefore = new HashSet<>();
    private final Map<String, Integer> serviceTypes = new HashMap<>();

    TicketImport(Connection database, String source, People people, Report report, Progress progress) {
        this.database = database;
        this.source = source;
        this.people = people;
        this.report = report;
        this.progress = progress;
    }

    /** Brings them over in the transaction of the connection. */
    void run(Optional<DumpFile> tickets, Optional<DumpFile> comments) throws SQLException, IOException {
        lookAround();
        try (Statement statement = database.createStatement()) {
            statement.execute(TicketSql.PEOPLE);
            statement.execute(TicketSql.TICKETS);
            statement.execute(TicketSql.COMMENTS);
        }
        long filed = stage("staged_ticket", tickets, this::takeTicket);
        long said = stage("staged_comment", comments, this::takeComment);
        try (Copy copy = new Copy(database, "staged_person")) {
            for (People.Person person : mentioned.values()) {
                copy.add(person.id(), person.username(), person.name(), person.role(), person.active());
            }
            copy.finish();
        }
        carryOut();
        report.imported("tickets", filed);
        report.imported("comments", said);
    }

    private void lookAround() throws SQLException {
        try (PreparedStatement query = database.prepareStatement(
                "select kind, reference from import_reference where source = ? and kind in ('ticket', 'comment')")) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    (row.getString(1).equals("ticket") ? before : commentsBefore).add(row.getString(2));
                }
            }
        }
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select id, name from service_type")) {
            while (row.next()) {
                serviceTypes.put(row.getString("name").toLowerCase(Locale.ROOT), row.getInt("id"));
            }
        }
    }

    private interface Staging {
        boolean take(DumpRow row, Copy copy) throws IOException;
    }

    private long stage(String table, Optional<DumpFile> file, Staging staging) throws SQLException, IOException {
        if (file.isEmpty()) {
            return 0;
        }
        long[] taken = {0};
        try (Copy copy = new Copy(database, table)) {
            file.get().read(report, progress, row -> taken[0] += staging.take(row, copy) ? 1 : 0);
            copy.finish();
        }
        return taken[0];
    }

    private boolean takeTicket(DumpRow row, Copy copy) throws IOException {
        String reference = row.required("id", 200);
        if (before.contains(reference)) {
            report.present("tickets");
            return false;
        }
        if (staged.containsKey(reference)) {
            throw new RefusedException("id is there twice");
        }
        String title = row.required("title", 200).replaceAll("\\s+", " ");
        if (title.codePointCount(0, title.length()) < 3) {
            throw new RefusedException("title has fewer than 3 characters");
        }
        String status = status(row);
        boolean over = Set.of("resolved", "closed", "cancelled").contains(status);
        People.Person creator = mention("created_by", row.required("created_by", 254));
        People.Person assignee = assignee(row, over);
        Instant createdAt = row.instant("created_at");
        if (createdAt == null) {
            throw new RefusedException("created_at is missing");
        }
        Instant updatedAt = notBefore(createdAt, "updated_at", row.instant("updated_at"), createdAt);
        Instant resolvedAt = notBefore(
                createdAt, "resolved_at", row.instant("resolved_at"), status.equals("resolved") ? updatedAt : null);
        Instant closedAt =
                notBefore(createdAt, "closed_at", row.instant("closed_at"), status.equals("closed") ? updatedAt : null);
        copy.add(
                reference,
                title,
                row.required("description", LONGEST_TEXT),
                status,
                row.word("priority", "medium", "low", "medium", "high", "critical"),
                row.word("category", "general", "billing", "technical", "account", "general"),
                row.word("visibility", "private", "private", "public"),
                serviceType(row),
                row.text("parent_id", 200),
                creator.id(),
                creator.role(),
                assignee == null ? null : assignee.id(),
                row.text("resolution", LONGEST_TEXT),
                createdAt,
                updatedAt,
                notBefore(createdAt, "first_response_at", row.instant("first_response_at"), null),
                over ? resolvedAt : null,
                status.equals("closed") ? closedAt : null);
        staged.put(reference, createdAt);
        return true;
    }

    private boolean takeComment(DumpRow row, Copy copy) throws IOException {
        String reference = row.required("id", 200);
        if (commentsBefore.contains(reference)) {
            report.present("comments");
            return false;
        }
        String ticket = row.required("ticket_id", 200);
        Instant filedAt = staged.get(ticket);
        if (filedAt == null) {
            throw new RefusedException(
                    before.contains(ticket)
                            ? "ticket_id is of a ticket that was imported before, without this comment"
                            : "ticket_id is of no ticket that is imported");
        }
        People.Person author = mention("author", row.required("author", 254));
        boolean internal = row.flag("internal", false);
        if (internal && !author.isStaff()) {
            throw new RefusedException("internal is what only staff write");
        }
        Instant createdAt = notBefore(filedAt, "created_at", row.instant("created_at"), filedAt);
        copy.add(
                reference, ticket, author.id(), author.role(), row.required("body", LONGEST_TEXT), internal, createdAt);
        commentsBefore.add(reference);
        return true;
    }

    private static String status(DumpRow row) {
        return switch (row.word(
                "status",
                "open",
                "open",
                "pending",
                "in_progress",
                "on_hold",
                "escalated",
                "resolved",
                "completed",
                "closed",
                "cancelled")) {
            case "pending" -> "open";
            case "completed" -> "resolved";
            case String status -> status;
        };
    }

    private People.Person assignee(DumpRow row, boolean over) {
        String reference = row.text("assigned_to", 254);
        if (reference == null) {
            return null;
        }
        People.Person assignee = mention("assigned_to", reference);
        if (!assignee.isStaff()) {
            throw new RefusedException("assigned_to is no agent or admin");
        }
        return assignee.active() || over ? assignee : null;
    }

    private Integer serviceType(DumpRow row) {
        String name = row.text("service_type", 200);
        if (name == null) {
            return null;
        }
        Integer id = serviceTypes.get(name.toLowerCase(Locale.ROOT));
        if (id == null) {
            throw new RefusedException("service_type is none that there is");
        }
        return id;
    }

    private People.Person mention(String field, String reference) {
        People.Person person = people.find(field, reference);
        mentioned.putIfAbsent(person.id().toString(), person);
        return person;
    }

    private static Instant notBefore(Instant first, String field, Instant given, Instant absent) {
        if (given != null && given.isBefore(first)) {
            throw new RefusedException(field + " is before created_at of the ticket");
        }
        return given == null ? absent : given;
    }

    private void carryOut() throws SQLException {
        progress.begin("storing", TicketSql.STEPS.size());
        for (TicketSql.Step step : TicketSql.STEPS) {
            try (PreparedStatement statement = database.prepareStatement(step.sql())) {
                if (step.sql().contains("?")) {
                    statement.setString(1, source);
                }
                statement.executeUpdate();
            }
            progress.step();
        }
        progress.end();
    }
}
