package io.recourse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.flywaydb.core.Flyway;

/**
 * A service's tables as the first release made them, in a schema of their own, that the migrations since then are applied
 * to. Flyway and the driver come from the class path of the service.
 */
public final class SchemaUpgrade implements AutoCloseable {

    /** That of the platform's tables is below it. */
    private static final String FIRST_RELEASE = "1";

    private final String url;
    private final String user;
    private final String password;
    private final String schema;
    private final Connection connection;

    private SchemaUpgrade(String service) throws SQLException {
        Map<String, String> servers = new RecourseTestResource().start();
        schema = "upgrade_" + UUID.randomUUID().toString().replace("-", "");
        // Extensions live in the schema that everybody sees.
        url = "jdbc:postgresql://%s:%s/%s?currentSchema=%s,public&stringtype=unspecified"
                .formatted(
                        servers.get("recourse.database.host"), servers.get("recourse.database.port"), service, schema);
        user = service;
        password = servers.get("recourse.database.password");
        connection = DriverManager.getConnection(url, user, password);
    }

    /**
     * The tables of the first release, with what somebody had in them.
     *
     * @param service for instance {@code identity}
     * @param rows    a resource of SQL that fills them
     */
    public static SchemaUpgrade fromFirstRelease(String service, String rows) {
        try {
            SchemaUpgrade upgrade = new SchemaUpgrade(service);
            upgrade.execute("create schema " + upgrade.schema);
            upgrade.migrate(FIRST_RELEASE);
            upgrade.run(rows);
            return upgrade;
        } catch (SQLException failure) {
            throw new EmbeddedServerException("The database of the first release cannot be made", failure);
        }
    }

    /** Applies all migrations since. */
    public void toPresent() {
        migrate("latest");
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(url, user, password)
                .schemas(schema)
                .locations("db/platform", "db/migration")
                .outOfOrder(true)
                .target(target)
                .load()
                .migrate();
    }

    /** Runs the SQL of a resource. */
    public void run(String resource) {
        try (InputStream sql = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs SQL. */
    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new EmbeddedServerException("Refused: " + failure.getMessage(), failure);
        }
    }

    /** Gives each row of a query as one text: its values, with a bar between them; {@code null} where there is none. */
    public List<String> rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        } catch (SQLException failure) {
            throw new EmbeddedServerException("Refused: " + failure.getMessage(), failure);
        }
    }

    /**
     * What a table holds, as far as the first release knows it.
     *
     * @param columns those to look at; the table's rows come in the order of the first of them
     */
    public List<String> table(String table, String columns) {
        return rows("select %s from %s order by 1".formatted(columns, table));
    }

    /** The columns that a table has at present, in their order, but for those that the database computes. */
    public String columns(String table) {
        return rows("""
                select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns
                where table_schema = '%s' and table_name = '%s' and is_generated = 'NEVER'""".formatted(schema, table)).getFirst();
    }

    /** The tables at present, but for Flyway's own. */
    public List<String> tables() {
        return rows("""
                select table_name from information_schema.tables
                where table_schema = '%s' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
                order by 1""".formatted(schema));
    }

    @Override
    public void close() {
        execute("drop schema " + schema + " cascade");
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new EmbeddedServerException("The connection does not close", failure);
        }
    }
}
