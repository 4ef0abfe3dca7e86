package io.recourse.complaint;

import java.lang.reflect.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.recourse.complaint.event.Actor;
import io.recourse.complaint.event.ComplaintEvent;
import io.recourse.platform.token.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ComplaintTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final Actor CUSTOMER = new Actor.Person(UUID.randomUUID(), Role.USER);
    private static final Actor AGENT = new Actor.Person(UUID.randomUUID(), Role.AGENT);
    private static final Actor ESCALATION = new Actor.Service("escalation-service");

    private Complaint complaint;

    @BeforeEach
    void file() throws ReflectiveOperationException {
        complaint = Complaint.file(
                new FileComplaint("Lamp", "Broken", null, null, null, null, null, null, null), UUID.randomUUID(), NOW);
        Field id = Complaint.class.getDeclaredField("id");
        id.setAccessible(true);
        id.set(complaint, 1L);
        complaint.filed(CUSTOMER, List.of());
        complaint.takeEvents();
    }

    @Test
    void numbersItsEventsWithoutGaps() {
        complaint.moveTo(ComplaintStatus.IN_PROGRESS, ESCALATION, NOW, "r1");
        complaint.commented(1, false, AGENT, NOW);
        complaint.assignTo(UUID.randomUUID(), AGENT, NOW);

        List<ComplaintEvent> events = complaint.takeEvents();
        assertEquals(
                List.of(2, 3, 4), events.stream().map(ComplaintEvent::version).toList());
    }

    @Test
    void countsActivityOfStaffAndNotThatOfCustomersAndServices() {
        complaint.moveTo(ComplaintStatus.IN_PROGRESS, ESCALATION, NOW, "r1");
        complaint.commented(1, false, CUSTOMER, NOW);
        assertEquals(1, complaint.activityVersion());

        complaint.commented(2, true, AGENT, NOW);
        assertEquals(4, complaint.activityVersion());
    }

    @Test
    void risesThroughTheLevelsAndNoFurther() {
        complaint.escalateTo(1, ESCALATION, NOW, "r1");
        complaint.escalateTo(2, ESCALATION, NOW, "r2");
        complaint.escalateTo(2, ESCALATION, NOW, "r2 again");
        complaint.escalateTo(3, ESCALATION, NOW, "r3");
        complaint.escalateTo(4, ESCALATION, NOW, "r4");

        assertEquals(3, complaint.escalationLevel());
        assertEquals(3, complaint.takeEvents().size());
    }

    @Test
    void beginsAnewWhenItIsReopened() {
        complaint.escalateTo(1, ESCALATION, NOW, "r1");
        complaint.moveTo(ComplaintStatus.RESOLVED, AGENT, NOW, null);

        complaint.moveTo(ComplaintStatus.IN_PROGRESS, CUSTOMER, NOW, null);

        assertEquals(0, complaint.escalationLevel());
        assertEquals(ComplaintStatus.IN_PROGRESS, complaint.status());
    }

    @Test
    void rejectsTransitionFromCancelled() {
        complaint.moveTo(ComplaintStatus.CANCELLED, CUSTOMER, NOW, null);

        TransitionNotAllowedException refused = assertThrows(
                TransitionNotAllowedException.class, () -> complaint.moveTo(ComplaintStatus.OPEN, AGENT, NOW, null));
        assertTrue(refused.allowed().isEmpty());
    }

    @Test
    void takesASuggestionForWhatNobodyChose() {
        complaint.revise(prioritised(Priority.LOW), AGENT, NOW);

        complaint.classify(Category.BILLING, Priority.CRITICAL, ClassifiedBy.FALLBACK, ESCALATION, NOW, "s1");

        List<ComplaintEvent> events = complaint.takeEvents();
        assertEquals("low", events.getLast().priority());
        assertEquals("billing", events.getLast().category());
        assertEquals(List.of("category"), List.copyOf(events.getLast().changes().keySet()));
    }

    @Test
    void takesNoSuggestionWhenAPersonChoseEverything() {
        complaint.revise(prioritised(Priority.LOW), AGENT, NOW);
        complaint.revise(
                new Revision(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Category.ACCOUNT),
                        Optional.empty(),
                        Optional.empty()),
                AGENT,
                NOW);

        assertFalse(complaint.classify(Category.BILLING, Priority.HIGH, ClassifiedBy.GEMINI, ESCALATION, NOW, "s1"));
    }

    private static Revision prioritised(Priority priority) {
        return new Revision(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(priority),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
