package io.recourse.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import io.restassured.RestAssured;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.recourse.escalation.Api.ADMIN;
import static io.recourse.escalation.Api.as;
import static io.recourse.escalation.Api.putPolicy;
import static io.recourse.escalation.Api.sla;
import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Calendars over HTTP, and what they do to clocks. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class CalendarTest {

    private static final String CALENDARS = "/api/calendars";
    private static final Map<String, Object> ALL_DAY = Map.of(
            "monday", List.of(List.of("00:00", "24:00")),
            "tuesday", List.of(List.of("00:00", "24:00")),
            "wednesday", List.of(List.of("00:00", "24:00")),
            "thursday", List.of(List.of("00:00", "24:00")),
            "friday", List.of(List.of("00:00", "24:00")),
            "saturday", List.of(List.of("00:00", "24:00")),
            "sunday", List.of(List.of("00:00", "24:00")));

    private final String name = "office " + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void restorePolicies() {
        Api.restorePolicies();
    }

    @Test
    void aCalendarIsGivenBackAsItWasDefined() {
        define(Map.of(
                        "name",
                        name,
                        "time_zone",
                        "Europe/Berlin",
                        "week",
                        Map.of(
                                "monday", List.of(List.of("09:00", "12:30"), List.of("13:30", "24:00")),
                                "tuesday", List.of()),
                        "holidays",
                        List.of("2026-12-26", "2026-12-25", "2026-12-25")))
                .statusCode(201)
                .header("Location", endsWith("/api/calendars/" + name.replace(" ", "%20")))
                .header("ETag", equalTo("\"1\""));

        as(TestUser.of(Role.AGENT))
                .get(CALENDARS + "/{name}", name)
                .then()
                .statusCode(200)
                .body("name", equalTo(name))
                .body("time_zone", equalTo("Europe/Berlin"))
                .body("week.monday", equalTo(List.of(List.of("09:00", "12:30"), List.of("13:30", "24:00"))))
                .body("week.tuesday", nullValue())
                .body("holidays", contains("2026-12-25", "2026-12-26"));
        as(ADMIN).queryParam("limit", 100).get(CALENDARS).then().body("items.name", hasItem(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"day; night", "a+b", "50 %", "Köln?", "a;b=c", "~'*()"})
    void aCalendarIsFoundWhereItsLocationSays(String special) {
        String location = define(Map.of("name", special + name.substring(6), "time_zone", "Europe/Berlin"))
                .statusCode(201)
                .extract()
                .header("Location");

        as(ADMIN)
                .urlEncodingEnabled(false)
                .get(location)
                .then()
                .statusCode(200)
                .body("name", equalTo(special + name.substring(6)));
    }

    @Test
    void aNameIsTakenOnce() {
        define(plain()).statusCode(201);

        define(plain()).statusCode(409).contentType("application/problem+json");
    }

    @Test
    void aRepeatedDefinitionGetsTheFirstAnswer() {
        String key = UUID.randomUUID().toString();
        as(ADMIN)
                .header("Idempotency-Key", key)
                .body(plain())
                .post(CALENDARS)
                .then()
                .statusCode(201);

        as(ADMIN)
                .header("Idempotency-Key", key)
                .body(plain())
                .post(CALENDARS)
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("name", equalTo(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'time_zone': 'UTC'}                                                        | 400 | name",
                "{'name': '', 'time_zone': 'UTC'}                                            | 400 | name",
                "{'name': 'a/b', 'time_zone': 'UTC'}                                         | 400 | name",
                "{'name': '..', 'time_zone': 'UTC'}                                          | 400 | name",
                "{'name': 'x'}                                                               | 400 | time_zone",
                "{'name': 'x', 'time_zone': 'Mars/Base'}                                     | 422 | time_zone",
                "{'name': 'x', 'time_zone': '+02:00'}                                        | 422 | time_zone",
                "{'name': 'x', 'time_zone': 'UTC', 'week': {'Funday': []}}                   | 400 | week",
                "{'name': 'x', 'time_zone': 'UTC', 'week': {'monday': null}}                 | 400 | week.monday",
                "{'name': 'x', 'time_zone': 'UTC', 'week': {'monday': [['09:00']]}}          | 400 | week.monday",
                "{'name': 'x', 'time_zone': 'UTC', 'week': {'monday': [['9:00', '10:00']]}}  | 400 | week.monday",
                "{'name': 'x', 'time_zone': 'UTC', 'week': {'monday': [['09:00', '25:00']]}} | 400 | week.monday",
                "{'name': 'x', 'time_zone': 'UTC', 'week': {'monday': [['10:00', '09:00']]}} | 422 | week.monday",
                "{'name': 'x', 'time_zone': 'UTC', 'week': {'monday': [['09:00', '09:00']]}} | 422 | week.monday",
                "{'name': 'x', 'time_zone': 'UTC', 'week': {'monday': [['09:00', '11:00'], ['10:00', '12:00']]}}"
                        + " | 422 | week.monday",
                "{'name': 'x', 'time_zone': 'UTC', 'holidays': ['2026-02-30']}               | 400 | holidays.0",
                "{'name': 'x', 'time_zone': 'UTC', 'holidays': [null]}                       | 400 | holidays.0",
                "{'name': 'x', 'time_zone': 'UTC', 'zone': 'UTC'}                            | 400 | zone",
            })
    void refusesABadCalendarByField(String body, int status, String field) {
        as(ADMIN)
                .body(body.replace('\'', '"'))
                .post(CALENDARS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field));
    }

    @Test
    void aNameOfMoreThanFiftyCharactersIsRefused() {
        define(Map.of("name", "x".repeat(51), "time_zone", "UTC")).statusCode(400);
    }

    @Test
    void aCalendarIsReplacedOnlyIfItIsTheOneThatWasSeen() {
        define(plain()).statusCode(201);
        Map<String, Object> other = Map.of("time_zone", "Asia/Tokyo");
        put(other, "\"1\"").statusCode(200).header("ETag", equalTo("\"2\"")).body("time_zone", equalTo("Asia/Tokyo"));

        put(plain(), "\"1\"").statusCode(412);

        put(other, "\"2\"").statusCode(200).header("ETag", equalTo("\"2\""));
        put(Map.of("name", "another", "time_zone", "UTC"), null).statusCode(422);
    }

    @Test
    void aCalendarThatAPolicyNamesIsNotDeleted() {
        define(plain()).statusCode(201);
        putPolicy("low", Map.of("calendar", name)).statusCode(200).body("calendar", equalTo(name));

        as(ADMIN).delete(CALENDARS + "/{name}", name).then().statusCode(409);

        putPolicy("low", Map.of("escalate_after", "PT2H")).body("calendar", equalTo(name));
        Map<String, Object> none = new HashMap<>();
        none.put("calendar", null);
        putPolicy("low", none).statusCode(200).body("calendar", nullValue());
        as(ADMIN)
                .header("If-Match", "\"7\"")
                .delete(CALENDARS + "/{name}", name)
                .then()
                .statusCode(412);
        as(ADMIN).delete(CALENDARS + "/{name}", name).then().statusCode(204);
        as(ADMIN).get(CALENDARS + "/{name}", name).then().statusCode(404);
    }

    @Test
    void aClockCountsWorkingTimeAndIsReplannedWhenItsCalendarChanges() {
        define(plain()).statusCode(201);
        putPolicy("low", policy(name)).statusCode(200);
        ComplaintStandIn complaints = ComplaintStandIn.get();
        long id = complaints.file("low", TestUser.of(Role.USER), "Not at this hour");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        sla(ADMIN, id).statusCode(200).body("next", nullValue()).body("due_at", nullValue()));
        as(ADMIN)
                .get("/api/sla/{id}/explain", id)
                .then()
                .statusCode(200)
                .body("complaint_id", equalTo((int) id))
                .body("intervals.reason", contains("closed_hours"))
                .body("intervals[0].counted", equalTo(false))
                .body("intervals[0].event", equalTo("opened"));

        put(Map.of("time_zone", "UTC", "week", ALL_DAY), null).statusCode(200);

        sla(ADMIN, id).body("next", equalTo("escalate")).body("due_at", notNullValue());
        await().atMost(Duration.ofSeconds(20)).until(() -> complaints.level(id) > 0);
    }

    @Test
    void aHolidayIsExplained() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<String> holidays = List.of(today.toString(), today.plusDays(1).toString());
        define(Map.of("name", name, "time_zone", "UTC", "week", ALL_DAY, "holidays", holidays))
                .statusCode(201);
        putPolicy("low", policy(name)).statusCode(200);
        ComplaintStandIn complaints = ComplaintStandIn.get();
        TestUser customer = TestUser.of(Role.USER);

        long id = complaints.file("low", customer, "Merry Christmas");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as(customer)
                .get("/api/sla/{id}/explain", id)
                .then()
                .statusCode(200)
                .body("state", equalTo("running"))
                .body("intervals.reason", contains("holiday"))
                .body("intervals.to", not(hasItem(nullValue()))));
    }

    @Test
    void holidaysComeFromAnICalendarFile() {
        int year = LocalDate.now(ZoneOffset.UTC).getYear() + 1;
        define(Map.of("name", name, "time_zone", "UTC", "week", ALL_DAY, "holidays", List.of(year + "-05-01")))
                .statusCode(201);
        String file = iCalendar("DTSTART;VALUE=DATE:%d1225\r\nDTEND;VALUE=DATE:%<d1227".formatted(year));

        sendHolidays(Method.POST, file, "\"1\"")
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("week.monday", notNullValue())
                .body("holidays", contains(year + "-05-01", year + "-12-25", year + "-12-26"));
        sendHolidays(Method.POST, file, null).statusCode(200).header("ETag", equalTo("\"2\""));
        sendHolidays(Method.PUT, file, "\"1\"").statusCode(412);
        sendHolidays(Method.PUT, file, "\"2\"")
                .statusCode(200)
                .body("holidays", contains(year + "-12-25", year + "-12-26"));
        as(TestUser.of(Role.AGENT))
                .get(CALENDARS + "/{name}", name)
                .then()
                .header("ETag", equalTo("\"3\""))
                .body("holidays", contains(year + "-12-25", year + "-12-26"));
    }

    @Test
    void yearlyHolidaysAreKnownForTenYears() {
        define(plain()).statusCode(201);

        sendHolidays(Method.PUT, iCalendar("DTSTART;VALUE=DATE:20001003\r\nRRULE:FREQ=YEARLY"), null)
                .statusCode(200)
                .body("holidays", hasSize(11));
    }

    @Test
    void aHolidayOfAFileStopsRunningClocksAtOnce() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        define(Map.of("name", name, "time_zone", "UTC", "week", ALL_DAY)).statusCode(201);
        Map<String, Object> policy = policy(name);
        policy.put("escalate_after", "PT1H");
        putPolicy("low", policy).statusCode(200);
        long id = ComplaintStandIn.get().file("low", TestUser.of(Role.USER), "On a bridge day");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> sla(ADMIN, id).statusCode(200).body("next", equalTo("escalate")));
        String before = sla(ADMIN, id).extract().path("due_at");

        sendHolidays(Method.PUT, iCalendar("DTSTART:%s\r\nDURATION:P2D".formatted(BASIC_ISO_DATE.format(today))), null)
                .statusCode(200);

        String after = sla(ADMIN, id).extract().path("due_at");
        assertThat(Instant.parse(after)).isAfter(Instant.parse(before).plus(Duration.ofHours(22)));
    }

    @Test
    void refusesABadHolidayFile() {
        define(plain()).statusCode(201);

        sendHolidays(Method.PUT, "no calendar", null)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains("file"));
        sendHolidays(Method.PUT, "", null).statusCode(400);
        sendHolidays(Method.PUT, iCalendar("DTSTART:20261225\r\nRRULE:FREQ=DAILY"), null)
                .statusCode(422)
                .body("violations.field", contains("file"))
                .body("violations[0].message", containsString("line 5"));
        sendHolidays(Method.PUT, iCalendar("DTSTART:20300101\r\nDTEND:20310101").replace("END:VCALENDAR", """
                        BEGIN:VEVENT\r
                        DTSTART:20310101\r
                        RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR\r
                        END:VEVENT\r
                        END:VCALENDAR"""), null)
                .statusCode(422);
        sendHolidays(Method.PUT, iCalendar("X-LONG:" + "x".repeat(1_200_000)), null)
                .statusCode(413);
        as(ADMIN)
                .body("{}")
                .put(CALENDARS + "/{name}/holidays", name)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"PUT", "POST"})
    void onlyAdminsSendHolidays(Method method) {
        String holidays = CALENDARS + "/none/holidays";
        String file = iCalendar("DTSTART:20261225");

        RestAssured.given()
                .contentType("text/calendar")
                .body(file)
                .request(method, holidays)
                .then()
                .statusCode(401);
        for (Role role : List.of(Role.USER, Role.AGENT)) {
            as(TestUser.of(role))
                    .contentType("text/calendar")
                    .body(file)
                    .request(method, holidays)
                    .then()
                    .statusCode(403);
        }
        as(ADMIN)
                .contentType("text/calendar")
                .body(file)
                .request(method, holidays)
                .then()
                .statusCode(404);
    }

    private static String iCalendar(String lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n" + lines + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    private ValidatableResponse sendHolidays(Method method, String file, String ifMatch) {
        var request = as(ADMIN).contentType("text/calendar").body(file);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.request(method, CALENDARS + "/{name}/holidays", name).then();
    }

    private Map<String, Object> plain() {
        return Map.of("name", name, "time_zone", "UTC");
    }

    private static Map<String, Object> policy(String calendar) {
        Map<String, Object> policy = new HashMap<>();
        policy.put("acknowledge_after", null);
        policy.put("escalate_after", "PT2S");
        policy.put("calendar", calendar);
        return policy;
    }

    private static ValidatableResponse define(Map<String, ?> calendar) {
        return as(ADMIN).body(calendar).post(CALENDARS).then();
    }

    private ValidatableResponse put(Map<String, ?> calendar, String ifMatch) {
        var request = as(ADMIN).body(calendar);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.put(CALENDARS + "/{name}", name).then();
    }
}
