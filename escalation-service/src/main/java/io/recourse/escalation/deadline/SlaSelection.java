package io.recourse.escalation.deadline;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.recourse.platform.json.Timestamps;
import io.recourse.platform.page.Limit;
import io.recourse.platform.problem.InvalidInputException;

/** Which clocks a list shows. */
sealed interface SlaSelection {

    /** How many clocks that wake early are looked at, because not all of them wake for an escalation. */
    int LOOKED_AT = 1_000;

    int MOST_CHOSEN = 100;

    /** What is shown of the clocks that were found. */
    List<SlaView> select(List<SlaView> views);

    /** Those of these complaints. */
    record Chosen(List<Long> complaintIds) implements SlaSelection {
        @Override
        public List<SlaView> select(List<SlaView> views) {
            return views;
        }
    }

    /** Those that are escalated before an instant, the soonest first. */
    record DueBefore(Instant instant, int atMost) implements SlaSelection {

        /** By when such a clock has woken: what is overdue is looked at again after a while. */
        Instant wakingBy() {
            return instant.plus(Agenda.PATIENCE);
        }

        @Override
        public List<SlaView> select(List<SlaView> views) {
            return views.stream()
                    .filter(view -> view.next() == TimerKind.ESCALATE
                            && view.state() == ClockState.RUNNING
                            && view.dueAt().isBefore(instant))
                    .sorted(Comparator.comparing(SlaView::dueAt).thenComparing(SlaView::complaintId))
                    .limit(atMost)
                    .toList();
        }
    }

    /**
     * Reads the parameters of a list.
     *
     * @throws InvalidInputException (400) naming the parameter that is wrong
     */
    static SlaSelection parse(List<String> complaintIds, String dueBefore, String limit) {
        int atMost = Limit.parse(limit);
        if (complaintIds.isEmpty() == (dueBefore == null)) {
            throw new InvalidInputException("complaint_id", "give either complaint_id or due_before");
        }
        return dueBefore == null ? new Chosen(numbers(complaintIds)) : new DueBefore(instant(dueBefore), atMost);
    }

    private static List<Long> numbers(List<String> complaintIds) {
        if (complaintIds.size() > MOST_CHOSEN) {
            throw new InvalidInputException("complaint_id", "may be given 100 times at most");
        }
        return complaintIds.stream().map(SlaSelection::number).toList();
    }

    private static Long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new InvalidInputException("complaint_id", "must be the number of a complaint");
        }
        return Long.valueOf(text);
    }

    private static Instant instant(String text) {
        try {
            return Timestamps.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidInputException("due_before", malformed.getMessage());
        }
    }
}
