package io.recourse.escalation.deadline;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.recourse.escalation.event.ComplaintStatus;
import io.recourse.escalation.event.Priority;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** How a clock is written as a row of sla_clock, and read from one. */
final class ClockRows {

    private ClockRows() {}

    static TrackedComplaint read(Row row) {
        ComplaintClock clock = new ComplaintClock(
                row.getLong("complaint_id"),
                row.getLong("version"),
                row.getLong("activity_version"),
                ComplaintStatus.fromString(row.getString("status")),
                Priority.fromString(row.getString("priority")),
                row.getString("title"),
                row.getInteger("level"),
                row.getUUID("created_by"),
                row.getUUID("assigned_to"),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("opened_at")),
                instant(row.getOffsetDateTime("started_at")),
                row.getInteger("level_at_start"),
                pauses(row),
                row.getBoolean("acknowledged"),
                instant(row.getOffsetDateTime("answered_at")),
                instant(row.getOffsetDateTime("first_response_at")),
                instant(row.getOffsetDateTime("ended_at")),
                row.getBoolean("deleted"));
        Agenda agenda = new Agenda(
                asked(row),
                instant(row.getOffsetDateTime("asked_at")),
                instant(row.getOffsetDateTime("wake_at")),
                FirstResponse.fromString(row.getString("first_response")),
                instant(row.getOffsetDateTime("warned_from")));
        return new TrackedComplaint(clock, agenda, row.getLong("policy_version"));
    }

    /** All columns, in the order in which they are saved. */
    static Tuple whole(TrackedComplaint row) {
        ComplaintClock clock = row.clock();
        Agenda agenda = row.agenda();
        return Tuple.from(Arrays.asList(
                clock.complaintId(),
                clock.version(),
                clock.activityVersion(),
                clock.status().toString(),
                clock.priority().toString(),
                clock.level(),
                clock.createdBy(),
                clock.assignedTo(),
                time(clock.createdAt()),
                time(clock.openedAt()),
                time(clock.startedAt()),
                clock.levelAtStart(),
                clock.pauses().stream().map(pause -> time(pause.from())).toArray(OffsetDateTime[]::new),
                clock.pauses().stream().map(pause -> time(pause.to())).toArray(OffsetDateTime[]::new),
                clock.acknowledged(),
                time(clock.answeredAt()),
                time(clock.firstResponseAt()),
                time(clock.endedAt()),
                clock.deleted(),
                row.policyVersion(),
                askedIds(agenda),
                askedDueAt(agenda),
                time(agenda.askedAt()),
                time(agenda.wakeAt()),
                Objects.toString(agenda.firstResponse(), null),
                time(agenda.warnedFrom()),
                clock.title()));
    }

    /** The id and what planning changes. */
    static Tuple agenda(TrackedComplaint row) {
        Agenda agenda = row.agenda();
        return Tuple.from(Arrays.asList(
                row.clock().complaintId(),
                row.policyVersion(),
                askedIds(agenda),
                askedDueAt(agenda),
                time(agenda.askedAt()),
                time(agenda.wakeAt()),
                Objects.toString(agenda.firstResponse(), null),
                time(agenda.warnedFrom())));
    }

    static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static UUID[] askedIds(Agenda agenda) {
        return agenda.asked().stream().map(Asked::id).toArray(UUID[]::new);
    }

    private static OffsetDateTime[] askedDueAt(Agenda agenda) {
        return agenda.asked().stream().map(asked -> time(asked.dueAt())).toArray(OffsetDateTime[]::new);
    }

    private static List<Asked> asked(Row row) {
        UUID[] ids = row.getArrayOfUUIDs("asked_ids");
        OffsetDateTime[] dueAt = row.getArrayOfOffsetDateTimes("asked_due_at");
        List<Asked> asked = new ArrayList<>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            asked.add(new Asked(ids[i], instant(dueAt[i])));
        }
        return asked;
    }

    private static List<Pause> pauses(Row row) {
        OffsetDateTime[] from = row.getArrayOfOffsetDateTimes("paused_from");
        OffsetDateTime[] to = row.getArrayOfOffsetDateTimes("paused_to");
        List<Pause> pauses = new ArrayList<>(from.length);
        for (int i = 0; i < from.length; i++) {
            pauses.add(new Pause(instant(from[i]), instant(to[i])));
        }
        return pauses;
    }
}
