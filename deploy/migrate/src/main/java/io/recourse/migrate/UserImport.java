package io.recourse.migrate;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Brings users into identity's database, with the events that tell the other services of them. */
final class UserImport {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ARGON2ID = "\\$argon2id\\$v=19\\$m=\\d{1,8},t=\\d{1,4},p=\\d{1,3}\\$[^$]+\\$[^$]+";

    private static final String STAGE = """
            create temporary table staged_user (reference text, id uuid, username text, email text, password_hash text,
                first_name text, last_name text, phone text, address text, role text, active boolean,
                created_at timestamptz) on commit drop""";

    private static final String ACCOUNTS = """
            insert into account (id, username, email, password_hash, first_name, last_name, phone, address,
                customer_number, role, active, available, created_at, updated_at, version)
            select id, username, email, password_hash, first_name, last_name, phone, address,
                'C-' || lpad(number::text, greatest(6, length(number::text)), '0'), role, active, false,
                created_at, created_at, 0
            from (select *, nextval('customer_number') as number from (
                select * from staged_user order by created_at, reference) as ordered) as numbered""";

    private static final String REFERENCES =
            "insert into import_reference (source, reference, account_id) select ?, reference, id from staged_user";

    private static final String EVENTS = """
            insert into outbox (topic, message_key, event_id, event_type, subject, occurred_at, data)
            select 'identity-events', id::text, gen_random_uuid(), 'user.changed', id::text, now(),
                json_build_object('id', id, 'username', username, 'name', first_name || ' ' || last_name, 'email', email,
                    'role', role, 'active', active, 'available', false)::text
            from staged_user""";

    private final Connection database;
    private final String source;
    private final Report report;
    private final Progress progress;

    UserImport(Connection database, String source, Report report, Progress progress) {
        this.database = database;
        this.source = source;
        this.report = report;
        this.progress = progress;
    }

    /** Brings them over in the transaction of the connection, and tells who is who then. */
    People run(Optional<DumpFile> users) throws SQLException, IOException {
        People people = known();
        if (users.isEmpty()) {
            return people;
        }
        try (Statement statement = database.createStatement()) {
            statement.execute(STAGE);
        }
        long imported = stage(users.get(), people);
        try (Statement statement = database.createStatement();
                PreparedStatement references = database.prepareStatement(REFERENCES)) {
            statement.executeUpdate(ACCOUNTS);
            references.setString(1, source);
            references.executeUpdate();
            statement.executeUpdate(EVENTS);
        }
        report.imported("users", imported);
        return people;
    }

    private People known() throws SQLException {
        People people = new People();
        try (PreparedStatement query = database.prepareStatement(
                "select id, username, first_name || ' ' || last_name as name, email, role, active from account")) {
            query.setFetchSize(10_000);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    people.add(new People.Person(
                            row.getObject("id", UUID.class),
                            row.getString("username"),
                            row.getString("name"),
                            row.getString("email"),
                            row.getString("role"),
                            row.getBoolean("active")));
                }
            }
        }
        try (PreparedStatement query =
                database.prepareStatement("select reference, account_id from import_reference where source = ?")) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    people.refer(row.getString(1), row.getObject(2, UUID.class));
                }
            }
        }
        return people;
    }

    private long stage(DumpFile users, People people) throws SQLException, IOException {
        long[] imported = {0};
        try (Copy copy = new Copy(database, "staged_user")) {
            users.read(report, progress, row -> imported[0] += take(row, people, copy) ? 1 : 0);
            copy.finish();
        }
        return imported[0];
    }

    private boolean take(DumpRow row, People people, Copy copy) throws IOException {
        String reference = row.required("id", 200);
        if (people.isKnown(reference)) {
            report.present("users");
            return false;
        }
        String username = row.required("username", 50);
        if (!username.matches("[A-Za-z0-9._-]{3,50}")) {
            throw new RefusedException("username must have 3 to 50 of A-Z a-z 0-9 . _ -");
        }
        String email = row.required("email", 254);
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw new RefusedException("email is no address");
        }
        People.Person sameName = people.byUsername(username);
        People.Person sameAddress = people.byEmail(email);
        if (sameName != null && sameName.equals(sameAddress)) {
            people.refer(reference, sameName.id());
            report.present("users");
            return false;
        }
        if (sameName != null || sameAddress != null) {
            throw new RefusedException((sameName == null ? "email" : "username") + " is that of another account");
        }
        String firstName = row.required("first_name", 100);
        String lastName = row.required("last_name", 100);
        String role = role(row);
        boolean active = row.flag("active", true);
        Instant createdAt = row.instant("created_at");
        UUID id = UUID.randomUUID();
        copy.add(
                reference,
                id,
                username,
                email,
                passwordHash(row),
                firstName,
                lastName,
                row.text("phone", 50),
                row.text("address", 500),
                role,
                active,
                createdAt == null ? Instant.now() : createdAt);
        people.add(new People.Person(id, username, firstName + " " + lastName, email, role, active));
        people.refer(reference, id);
        return true;
    }

    private static String role(DumpRow row) {
        return switch (row.word("role", "user", "user", "customer", "agent", "staff", "representative", "admin")) {
            case "customer" -> "user";
            case "staff", "representative" -> "agent";
            case String role -> role;
        };
    }

    /** Argon2id hashes are kept; who has another one, or none, asks for a link to choose a password. */
    private static String passwordHash(DumpRow row) {
        String hash = row.text("password_hash", 500);
        return hash != null && hash.matches(ARGON2ID)
                ? hash
                : "$argon2id$v=19$m=19456,t=2,p=1$%s$%s".formatted(random(16), random(32));
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
