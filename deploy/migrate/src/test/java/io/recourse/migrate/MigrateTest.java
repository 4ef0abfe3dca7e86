package io.recourse.migrate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MigrateTest {

    private static Databases databases;

    @TempDir
    Path dump;

    private String source;
    private String said;

    @BeforeAll
    static void startDatabases() throws Exception {
        databases = new Databases();
    }

    @AfterAll
    static void stopDatabases() {
        databases.close();
    }

    @BeforeEach
    void writeDump() throws IOException {
        source = dump.getFileName().toString();
        write("users.csv", """
                id,username,email,first_name,last_name,role,created_at
                1,ana-%1$s,ana-%1$s@example.com,Ana,Silva,customer,2024-01-01T08:00:00Z
                2,bo-%1$s,bo-%1$s@example.com,Bo,Berg,staff,2024-01-01T08:00:00Z
                """.formatted(name()));
        write("tickets.jsonl", """
                {"id": 17, "title": "No water", "description": "Since Monday", "status": "Completed", "priority": "high", \
                "created_by": 1, "assigned_to": 2, "created_at": "2024-02-01 09:00:00", "resolved_at": "2024-02-03T09:00:00Z"}
                {"id": 18, "title": "Again no water", "description": "Since\\nTuesday", "status": "Pending", "created_by": 1, \
                "parent_id": 17, "created_at": "2024-03-01T09:00:00Z"}
                """);
        write("comments.csv", """
                id,ticket_id,author,body,internal,created_at
                5,17,2,"We come, ""soon"", then",false,2024-02-01T10:00:00Z
                6,17,2,Old pipe,true,2024-02-02T10:00:00Z
                7,18,1,Hello?,,2024-03-02T10:00:00Z
                """);
    }

    private String name() {
        return source.replaceAll("[^A-Za-z0-9]", "");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(dump.resolve(file), text);
    }

    private int migrate(String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] arguments = {
            dump.toString(),
            "--source",
            source,
            "--identity",
            databases.url("identity"),
            "--complaint",
            databases.url("complaint"),
            "--report",
            dump.resolve("refused.csv").toString()
        };
        String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(arguments), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        int status = Migrate.run(new PrintStream(out, true, StandardCharsets.UTF_8), all);
        said = out.toString(StandardCharsets.UTF_8);
        return status;
    }

    private String complaint(String column, int ticket) throws Exception {
        return databases.ask("complaint", """
                select %s from complaint c join import_reference r on r.id = c.id
                where r.source = '%s' and r.kind = 'ticket' and r.reference = '%d'""".formatted(column, source, ticket));
    }

    private String count(String kind) throws Exception {
        return databases.ask(
                "complaint",
                "select count(*) from import_reference where source = '%s' and kind = '%s'".formatted(source, kind));
    }

    @Test
    void importsWithHistory() throws Exception {
        assertEquals(0, migrate(), () -> said);

        assertEquals("resolved", complaint("status", 17));
        assertEquals("high", complaint("priority", 17));
        assertEquals("t", complaint("created_at = '2024-02-01T09:00:00Z'", 17));
        assertEquals("t", complaint("first_response_at = '2024-02-01T10:00:00Z'", 17));
        assertEquals("t", complaint("c.parent_id is not null", 18));
        assertEquals("Since\nTuesday", complaint("description", 18));
        assertEquals("We come, \"soon\", then", complaint("""
                (select m.body from complaint_comment m where m.complaint_id = c.id and not internal)""", 17));
        assertEquals(
                "complaint.created,complaint.commented,complaint.commented,complaint.status_changed,complaint.assigned,"
                        + "complaint.updated,complaint.updated",
                complaint(
                        "(select string_agg(type, ',' order by version) from complaint_history h"
                                + " where h.complaint_id = c.id)",
                        17));
        assertEquals("t", complaint("""
                (select bool_and(hash = history_hash(before, h)) and max(version) = c.version from (
                    select h, h.hash, h.version, lag(h.hash) over (order by h.id) as before
                    from complaint_history h where h.complaint_id = c.id) as chain)""", 17));
    }

    @Test
    void tellsTheOtherServicesOfUsersAndOfWhatIsActive() throws Exception {
        migrate();

        assertEquals("2", databases.ask("identity", """
                select count(*) from outbox o join import_reference r on r.account_id::text = o.message_key
                where source = '%s' and event_type = 'user.changed'""".formatted(source)));
        assertEquals("18", databases.ask("complaint", """
                select string_agg(r.reference, ',') from outbox o join import_reference r on r.id::text = o.message_key
                where r.source = '%s' and r.kind = 'ticket'
                    and (o.data::json ->> 'activity_version')::int < (o.data::json ->> 'version')::int""".formatted(source)));
        assertEquals("agent", databases.ask("identity", """
                select role from account a join import_reference r on r.account_id = a.id
                where source = '%s' and reference = '2'""".formatted(source)));
    }

    @Test
    void importsNothingTwice() throws Exception {
        migrate();
        assertEquals(0, migrate());

        assertTrue(said.matches("(?s).*tickets +0 imported +2 here already.*"), said);
        assertTrue(said.matches("(?s).*users +0 imported +2 here already.*"), said);
        assertEquals("2", count("ticket"));
        assertEquals("3", count("comment"));
    }

    @Test
    void addsWhatIsNewInALaterDump() throws Exception {
        migrate();
        write("tickets.jsonl", Files.readString(dump.resolve("tickets.jsonl")) + """
                {"id": 19, "title": "Thanks", "description": "All is well", "created_by": 1, "created_at": "2024-04-01T09:00:00Z"}
                """);

        assertEquals(0, migrate());

        assertEquals("3", count("ticket"));
    }

    @Test
    void keepsNothingOfADryRun() throws Exception {
        assertEquals(0, migrate("--dry-run"));

        assertTrue(said.matches("(?s).*tickets +2 imported.*dry run.*"), said);
        assertEquals("0", count("ticket"));
        assertEquals(
                "0",
                databases.ask("identity", "select count(*) from import_reference where source = '" + source + "'"));
    }

    @Test
    void reportsWhatItRefusesAndWhy() throws Exception {
        write("tickets.jsonl", """
                {"id": 17, "title": "No water", "description": "d", "created_by": 1, "created_at": "2024-02-01T09:00:00Z"}
                {"id": 20, "title": "No gas", "description": "d", "created_by": 99, "created_at": "2024-02-01T09:00:00Z"}
                {"id": 21, "title": "No gas", "description": "d", "created_by": 1, "created_at": "2024-02-01T09:00:00Z", "status": "lost"}
                {"id": 22, "title": "No gas", "description": "d", "created_by": 1, "assigned_to": 1, "created_at": "2024-02-01T09:00:00Z"}
                {"id": 17, "title": "No gas", "description": "d", "created_by": 1, "created_at": "2024-02-01T09:00:00Z"}
                none
                """);

        assertEquals(1, migrate());

        String refused = Files.readString(dump.resolve("refused.csv"));
        for (String reason : new String[] {
            "tickets,2,20,created_by is nobody who is known here",
            "tickets,3,21,\"status must be one of",
            "tickets,4,22,assigned_to is no agent or admin",
            "tickets,5,17,id is there twice",
            "tickets,6,,is no JSON",
            "comments,4,7,ticket_id is of no ticket that is imported"
        }) {
            assertTrue(refused.contains(reason), reason + " is not in " + refused);
        }
        assertEquals("1", count("ticket"));
    }
}
