package io.recourse.escalation.calendar;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.UnprocessableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HolidayFileTest {

    private static final LocalDate FROM = LocalDate.parse("2025-11-20");
    private static final LocalDate TO = LocalDate.parse("2029-11-20");

    private static Set<LocalDate> read(String file) {
        return HolidayFile.dates(file.getBytes(StandardCharsets.UTF_8), FROM, TO);
    }

    /** The holidays of a file with one event. */
    private static String event(String lines) {
        String event = lines.replace(" | ", "\r\n");
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n" + event + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    private static Set<LocalDate> dates(String... texts) {
        return Stream.of(texts).map(LocalDate::parse).collect(Collectors.toSet());
    }

    private static Set<LocalDate> dates(String texts) {
        return texts == null ? Set.of() : dates(texts.split(" "));
    }

    @Test
    void readsWhatPublicCalendarsLookLike() {
        assertThat(read("""
                        BEGIN:VCALENDAR
                        PRODID:-//Somebody//Calendar 70.9054//EN
                        VERSION:2.0
                        X-WR-CALNAME:Holidays: "Germany"
                        BEGIN:VTIMEZONE
                        TZID:Europe/Berlin
                        TZURL:http://example.invalid/zoneinfo/Europe/Berlin
                        BEGIN:STANDARD
                        DTSTART:19701025T030000
                        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
                        TZOFFSETFROM:+0200
                        TZOFFSETTO:+0100
                        END:STANDARD
                        END:VTIMEZONE
                        BEGIN:VEVENT
                        DTSTART;VALUE=DATE:20261225
                        DTEND;VALUE=DATE:20261
                         227
                        UID:christmas@example.org
                        SUMMARY;LANGUAGE="de:AT";X-NOTE=a\\,b:Weihnachten\\, 1. und 2. Feiertag
                        TRANSP:TRANSPARENT
                        BEGIN:VALARM
                        TRIGGER:-P1D
                        RDATE:no date
                        END:VALARM
                        END:VEVENT
                        BEGIN:VEVENT
                        UID:party@example.org
                        DTSTART;TZID=Europe/Berlin:20261211T180000
                        DTEND;TZID=Europe/Berlin:20261211T230000
                        RRULE:FREQ=WEEKLY
                        END:VEVENT
                        END:VCALENDAR
                        """)).isEqualTo(dates("2026-12-25", "2026-12-26"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "DTSTART;VALUE=DATE:20261225                              > 2026-12-25",
                "DTSTART:20261225                                         > 2026-12-25",
                "dtstart;value=date:20261225                              > 2026-12-25",
                "DTSTART:20261225 | DTEND:20261225                        > 2026-12-25",
                "DTSTART:20261225 | DTEND:20261228                        > 2026-12-25 2026-12-26 2026-12-27",
                "DTSTART:20261225 | DURATION:P2D                          > 2026-12-25 2026-12-26",
                "DTSTART:20261225 | RDATE;VALUE=DATE:20270101,20270106    > 2026-12-25 2027-01-01 2027-01-06",
                "DTSTART:20261225 | STATUS:CANCELLED                      >",
                "DTSTART:20251119                                         >",
                "DTSTART:20251119 | DTEND:20251122                        > 2025-11-20 2025-11-21",
                "DTSTART:20291120 | DTEND:20291122                        > 2029-11-20",
            })
    void takesTheDaysOfAnEvent(String lines, String expected) {
        assertThat(read(event(lines))).isEqualTo(dates(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "20261225 > FREQ=YEARLY                            > 2026-12-25 2027-12-25 2028-12-25",
                "20261231 > FREQ=YEARLY;COUNT=2                    > 2026-12-31 2027-12-31",
                "20011003 > FREQ=YEARLY;INTERVAL=9                 > 2028-10-03",
                "20021003 > FREQ=YEARLY;INTERVAL=5                 > 2027-10-03",
                "20240229 > FREQ=YEARLY                            > 2028-02-29",
                "20261225 > FREQ=YEARLY;UNTIL=20271225             > 2026-12-25 2027-12-25",
                "20261225 > FREQ=YEARLY;UNTIL=20271224T235959Z     > 2026-12-25",
                "20240501 > FREQ=YEARLY;COUNT=3                    > 2026-05-01",
                "20240527 > FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO       > 2026-05-25 2027-05-31 2028-05-29 2029-05-28",
                "20241128 > FREQ=YEARLY;BYMONTH=11;BYDAY=4TH       > 2025-11-27 2026-11-26 2027-11-25 2028-11-23",
                "20240513 > FREQ=YEARLY;BYDAY=20MO                 > 2026-05-18 2027-05-17 2028-05-15 2029-05-14",
                "20251231 > FREQ=YEARLY;BYYEARDAY=-1               > 2025-12-31 2026-12-31 2027-12-31 2028-12-31",
                "20260101 > FREQ=YEARLY;BYMONTH=1,6;BYMONTHDAY=1;UNTIL=20270101 > 2026-01-01 2026-06-01 2027-01-01",
                "20260228 > FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1    > 2026-02-28 2027-02-28 2028-02-29 2029-02-28",
                "20260213 > FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13;UNTIL=20270813 > 2026-02-13 2026-03-13 2026-11-13 2027-08-13",
                "20250908 > FREQ=YEARLY;BYMONTH=9;BYDAY=MO;BYSETPOS=2;WKST=SU > 2026-09-14 2027-09-13 2028-09-11 2029-09-10",
                "20260230 > FREQ=YEARLY                            > refused",
                "20260101 > FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30    > 2026-01-01",
                "16040107 > FREQ=YEARLY                            > 2026-01-07 2027-01-07 2028-01-07 2029-01-07",
            })
    void repeatsAnEventByItsRule(String start, String rule, String expected) {
        String file = event("DTSTART;VALUE=DATE:" + start + " | RRULE:" + rule);

        if (expected.equals("refused")) {
            assertThatThrownBy(() -> read(file)).isInstanceOf(UnprocessableException.class);
        } else {
            assertThat(read(file)).isEqualTo(dates(expected));
        }
    }

    @Test
    void leavesOutWhatIsExceptedOrToldDifferently() {
        assertThat(read("""
                        BEGIN:VCALENDAR
                        BEGIN:VEVENT
                        UID:1
                        DTSTART;VALUE=DATE:20261031
                        RRULE:FREQ=YEARLY
                        EXDATE;VALUE=DATE:20281031
                        END:VEVENT
                        BEGIN:VEVENT
                        UID:1
                        RECURRENCE-ID;VALUE=DATE:20271031
                        DTSTART;VALUE=DATE:20271101
                        END:VEVENT
                        END:VCALENDAR
                        """)).isEqualTo(dates("2026-10-31", "2027-11-01", "2029-10-31"));
    }

    @Test
    void aByteOrderMarkDoesNotMatter() {
        assertThat(read("\ufeff" + event("DTSTART:20261225"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "<html></html>",
                "BEGIN:VCARD\nEND:VCARD",
                "BEGIN:VEVENT\nDTSTART:20261225\nEND:VEVENT",
                "BEGIN:VCALENDAR",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT\nEND:VEVENT\nEND:VEVENT\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nEND:VCALENDAR\nDTSTART:20261225",
                "BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nno property\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nSUMMARY \"quoted: END:VCALENDAR",
            })
    void refusesWhatIsNoCalendar(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesOtherCharacterSets() {
        byte[] file = event("SUMMARY:M\u00e4rz | DTSTART:20260301").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> HolidayFile.dates(file, FROM, TO)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        String file = "BEGIN:VCALENDAR\n" + "BEGIN:X\n".repeat(20_000) + "END:X\n".repeat(20_000) + "END:VCALENDAR";

        assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUMMARY:no date",
                "DTSTART:20261225T100000Z",
                "DTSTART:20260230",
                "DTSTART:2026-12-25",
                "DTSTART:",
                "DTSTART:20261225 | DTEND:20261224",
                "DTSTART:20261225 | DTEND:20280101",
                "DTSTART:20261225 | DURATION:PT4H",
                "DTSTART:20261225 | DURATION:-P1D",
                "DTSTART:20261225 | EXDATE:tomorrow",
                "DTSTART:20261225 | RDATE:20261225,,20270101",
                "DTSTART:20261225 | RECURRENCE-ID:then",
                "DTSTART:20261225 | RRULE:FREQ=DAILY",
                "DTSTART:20261225 | RRULE:FREQ=SECONDLY;COUNT=1000000000",
                "DTSTART:20261225 | RRULE:COUNT=3",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;FREQ=YEARLY",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;INTERVAL=0",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;INTERVAL=-1",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;COUNT=99999999999",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;COUNT=",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;UNTIL=never",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;BYMONTH=13",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;BYMONTHDAY=0",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;BYDAY=XX",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;BYDAY=60MO",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;BYWEEKNO=20",
                "DTSTART:20261225 | RRULE:FREQ=YEARLY;RSCALE=HEBREW",
                "DTSTART:18991225 | RRULE:FREQ=YEARLY;COUNT=200",
                "DTSTART:20261225 | RRULE:",
            })
    void refusesWhatCannotBeFollowed(String lines) {
        assertThatThrownBy(() -> read(event(lines))).isInstanceOf(UnprocessableException.class);
    }

    @Test
    void namesTheLine() {
        assertThatThrownBy(() -> read(event("UID:1 | DTSTART:20261225 | RRULE:FREQ=DAILY")))
                .hasMessageStartingWith("line 6:");
    }

    @Test
    void refusesMoreEventsThanHolidaysCanBe() {
        String file = "BEGIN:VCALENDAR\n"
                + "BEGIN:VEVENT\nDTSTART:20261225\nEND:VEVENT\n".repeat(HolidayFile.EVENTS_MAX + 1)
                + "END:VCALENDAR\n";

        assertThatThrownBy(() -> read(file)).isInstanceOf(UnprocessableException.class);
    }
}
