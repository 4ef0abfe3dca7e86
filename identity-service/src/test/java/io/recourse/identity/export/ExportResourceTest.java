package io.recourse.identity.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
@QuarkusTestResource(ComplaintAddress.class)
class ExportResourceTest {

    @ConfigProperty(name = "recourse.complaint.url")
    String complaintUrl;

    @Test
    void givesEverythingHeldOnAPerson() throws IOException {
        Person person = Person.customer();
        try (ComplaintStandIn complaint = new ComplaintStandIn(complaintUrl, 5, "quoted \\\" ünd ✓", 0)) {
            person.asks()
                    .get("/api/users/me/export")
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .header("Content-Disposition", containsString("recourse-" + person.username() + ".json"))
                    .header("Cache-Control", "no-store")
                    .body("exported_at", notNullValue())
                    .body("user.email", equalTo(person.email()))
                    .body("sessions", hasSize(1))
                    .body("sessions[0].address", equalTo(person.address()))
                    .body("audit.action", hasItems("account_registered", "login_succeeded", "data_exported"))
                    .body("mailed_links.purpose", contains("email_verification"))
                    .body("complaints.id", contains(1, 2, 3, 4, 5))
                    .body("complaints.description", everyItem(is("quoted \" ünd ✓")))
                    .body("complaints[4].images[0].content_type", equalTo("image/png"))
                    .body("complaints[4].comments.body", contains("comment 1", "comment 2", "comment 3"))
                    .body("complaints[4].history.type", contains("complaint.created"));
            assertThat(complaint.authorizations).containsOnly("Bearer " + person.accessToken());
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void givesWhatThereIsToWhomeverHasNoComplaints() {
        Person person = Person.customer();
        try (ComplaintStandIn complaint = new ComplaintStandIn(complaintUrl, 0, "", 0)) {
            person.asks().get("/api/users/me/export").then().statusCode(200).body("complaints", hasSize(0));
            assertThat(complaint.authorizations).hasSize(1);
        }
    }

    @Test
    void givesALargeExport() {
        Person person = Person.customer();
        try (ComplaintStandIn complaint = new ComplaintStandIn(complaintUrl, 100, "x".repeat(10_000), 0)) {
            person.asks().get("/api/users/me/export").then().statusCode(200).body("complaints", hasSize(100));
            assertThat(complaint.authorizations).hasSizeGreaterThan(300);
        }
    }

    @Test
    void asksToComeBackWhileTheComplaintServiceIsAway() throws IOException {
        Person.customer()
                .asks()
                .get("/api/users/me/export")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue());
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void givesAllOrNothing() throws IOException {
        Person person = Person.customer();
        try (ComplaintStandIn complaint = new ComplaintStandIn(complaintUrl, 4, "", 3)) {
            person.asks().get("/api/users/me/export").then().statusCode(503).header("Retry-After", notNullValue());
            assertThat(complaint.authorizations).isNotEmpty();
        }
        assertThat(leftovers()).isEmpty();
    }

    private static Stream<Path> leftovers() throws IOException {
        return Files.list(Path.of(System.getProperty("java.io.tmpdir")))
                .filter(file -> file.getFileName().toString().startsWith("recourse-export"));
    }
}
