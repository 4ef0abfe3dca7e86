package io.recourse.escalation.mail;

import java.net.URI;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LetterTest {

    private static final URI ORIGIN = URI.create("https://desk.example/");

    private static Letter letter(Transition transition, String title, boolean toCreator) {
        ClaimedMail mail = new ClaimedMail(
                1,
                42,
                "event",
                UUID.randomUUID(),
                "Ada Lovelace",
                "ada@example.org",
                toCreator,
                transition,
                2,
                "high",
                title,
                null,
                1,
                false,
                null);
        return Letter.about(mail, ORIGIN);
    }

    @Test
    void namesTheComplaintInItsSubject() {
        assertThat(letter(Transition.ESCALATED, "No water", false).subject())
                .isEqualTo("[#42] Escalated to level 2: No water");
        assertThat(letter(Transition.RESOLVED, "No water", true).subject()).isEqualTo("[#42] Resolved: No water");
    }

    @Test
    void leadsToTheComplaint() {
        assertThat(letter(Transition.RESOLVED, "No water", true).link())
                .isEqualTo("https://desk.example/complaints/42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"No\r\nwater", "No\nwater", "No\u0000water", "No\u0085water", "No\u2028water", "No\twater"})
    void keepsItsSubjectOnOneLine(String title) {
        assertThat(letter(Transition.RESOLVED, title, true).subject()).isEqualTo("[#42] Resolved: No water");
    }

    @Test
    void cutsALongTitleBetweenCharacters() {
        String title = letter(Transition.RESOLVED, "💧".repeat(300), true).title();

        assertThat(title).isEqualTo("💧".repeat(200) + "…");
    }

    @Test
    void apologisesToTheCustomerAndTellsStaffWhatIsExpected() {
        assertThat(letter(Transition.ESCALATED, "No water", true).paragraphs().getFirst())
                .contains("sorry");
        assertThat(letter(Transition.ESCALATED, "No water", false).paragraphs().getFirst())
                .contains("priority high")
                .contains("level 2");
    }
}
