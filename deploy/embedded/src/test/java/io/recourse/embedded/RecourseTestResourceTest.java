package io.recourse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecourseTestResourceTest {
    private final Map<String, String> configuration = new RecourseTestResource().start();

    @Test
    void startsTheServersOnce() {
        assertEquals(configuration, new RecourseTestResource().start());
    }

    @Test
    void givesEachServiceADatabaseOfItsOwn() throws SQLException {
        for (String service : PostgresCluster.DATABASES) {
            try (Connection connection = connect(service, service)) {
                connection.createStatement().execute("create table proof (id int)");
                connection.createStatement().execute("drop table proof");
            }
        }
        assertThrows(SQLException.class, () -> connect("identity", "complaint"));
    }

    @Test
    void knowsTheCaseOfAllLetters() throws SQLException {
        try (Connection connection = connect("complaint", "complaint");
                var rows = connection.createStatement().executeQuery("select lower('ÄÖÉ')")) {
            rows.next();

            assertEquals("äöé", rows.getString(1));
        }
    }

    @Test
    void createsTheTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", configuration.get("kafka.bootstrap.servers")))) {
            Map<String, Integer> partitions = admin
                    .describeTopics(List.of("complaint-events", "complaint-requests", "identity-events"))
                    .allTopicNames()
                    .get()
                    .values()
                    .stream()
                    .collect(Collectors.toMap(
                            TopicDescription::name, topic -> topic.partitions().size()));

            assertEquals(Map.of("complaint-events", 6, "complaint-requests", 6, "identity-events", 3), partitions);
        }
    }

    @Test
    void writesAMessageForTwoIntoOneFile() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", configuration.get("quarkus.mailer.host"));
        properties.put("mail.smtp.port", configuration.get("quarkus.mailer.port"));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("recourse@example.org"));
        message.setRecipients(Message.RecipientType.TO, "ada@example.org, alan@example.org");
        message.setSubject("Your complaint");
        message.setText("is being worked on");

        Transport.send(message);

        Path directory = Path.of(configuration.get("recourse.test.mail-directory"));
        await().atMost(Duration.ofSeconds(5)).until(() -> list(directory).size() == 1);
        Path file = list(directory).getFirst();
        assertTrue(file.toString().endsWith(".eml"));
        assertTrue(Files.readString(file).contains("Subject: Your complaint"));
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private Connection connect(String user, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + configuration.get("recourse.database.host") + ":"
                        + configuration.get("recourse.database.port") + "/" + database,
                user,
                configuration.get("recourse.database.password"));
    }
}
