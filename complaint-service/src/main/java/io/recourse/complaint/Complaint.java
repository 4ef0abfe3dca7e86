package io.recourse.complaint;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.ComplaintView.ServiceTypeRef;
import io.recourse.complaint.event.Actor;
import io.recourse.complaint.event.Change;
import io.recourse.complaint.event.ComplaintEvent;
import io.recourse.complaint.event.PersonRef;
import org.hibernate.annotations.DynamicUpdate;

/**
 * A complaint. Its state changes through the methods below alone; each guards its rule and notes the event that tells of
 * it, which whoever called it records in the same transaction ({@link #takeEvents()}).
 */
@Entity
@Table(name = "complaint")
// Title and description written again would have their words found again, with every change of a status.
@DynamicUpdate
public class Complaint {

    /** Escalations count up to this level. */
    static final int HIGHEST_LEVEL = 3;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private int version;
    private int activityVersion;
    private String title;
    private String description;

    @Enumerated(EnumType.STRING)
    private ComplaintStatus status;

    @Enumerated(EnumType.STRING)
    private Priority priority;

    @Enumerated(EnumType.STRING)
    private Category category;

    private boolean priorityChosen;
    private boolean categoryChosen;

    @Enumerated(EnumType.STRING)
    private ClassifiedBy classifiedBy;

    @Enumerated(EnumType.STRING)
    private Visibility visibility;

    private String summary;

    @Enumerated(EnumType.STRING)
    private ClassifiedBy summarySource;

    private String language;
    private Integer serviceTypeId;
    private Long parentId;
    private UUID createdBy;
    private UUID assignedTo;
    private String resolution;
    private int escalationLevel;
    private int reopenCount;
    private Instant createdAt;
    private Instant updatedAt;
    private Instant firstResponseAt;
    private Instant resolvedAt;
    private Instant closedAt;

    @Transient
    private final List<ComplaintEvent> events = new ArrayList<>();

    /** For Hibernate. */
    protected Complaint() {}

    /** A complaint as it is filed; it has its id once it is stored, and {@link #filed} notes the event then. */
    static Complaint file(FileComplaint filing, UUID createdBy, Instant now) {
        Complaint complaint = new Complaint();
        complaint.title = filing.title();
        complaint.description = filing.description();
        complaint.status = ComplaintStatus.OPEN;
        complaint.priorityChosen = filing.priority() != null;
        complaint.categoryChosen = filing.category() != null;
        complaint.priority = complaint.priorityChosen ? filing.priority() : Priority.MEDIUM;
        complaint.category = complaint.categoryChosen ? filing.category() : Category.GENERAL;
        complaint.classifiedBy = complaint.priorityChosen && complaint.categoryChosen ? ClassifiedBy.USER : null;
        complaint.visibility = filing.visibility() == null ? Visibility.PRIVATE : filing.visibility();
        complaint.serviceTypeId = filing.serviceTypeId();
        complaint.parentId = filing.parentId();
        complaint.createdBy = createdBy;
        complaint.createdAt = now;
        complaint.updatedAt = now;
        complaint.version = 1;
        complaint.activityVersion = 1;
        return complaint;
    }

    /** A complaint as it was read, with what its view does not show; Hibernate knows nothing of it. */
    static Complaint of(ComplaintView view, int activityVersion, boolean priorityChosen, boolean categoryChosen) {
        Complaint complaint = new Complaint();
        complaint.id = view.id();
        complaint.version = view.version();
        complaint.activityVersion = activityVersion;
        complaint.title = view.title();
        complaint.description = view.description();
        complaint.status = view.status();
        complaint.priority = view.priority();
        complaint.category = view.category();
        complaint.priorityChosen = priorityChosen;
        complaint.categoryChosen = categoryChosen;
        complaint.classifiedBy = view.classifiedBy();
        complaint.visibility = view.visibility();
        complaint.summary = view.summary();
        complaint.summarySource = view.summarySource();
        complaint.language = view.language();
        complaint.serviceTypeId =
                view.serviceType() == null ? null : view.serviceType().id();
        complaint.parentId = view.parentId();
        complaint.createdBy = view.createdBy().id();
        complaint.assignedTo =
                view.assignedTo() == null ? null : view.assignedTo().id();
        complaint.resolution = view.resolution();
        complaint.escalationLevel = view.escalationLevel();
        complaint.reopenCount = view.reopenCount();
        complaint.createdAt = view.createdAt();
        complaint.updatedAt = view.updatedAt();
        complaint.firstResponseAt = view.firstResponseAt();
        complaint.resolvedAt = view.resolvedAt();
        complaint.closedAt = view.closedAt();
        return complaint;
    }

    /** Notes that the complaint was filed, with these images. */
    void filed(Actor by, List<Long> imageIds) {
        List<String> open = new ArrayList<>();
        if (!categoryChosen) {
            open.add("category");
        }
        if (!priorityChosen) {
            open.add("priority");
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("description", description);
        details.put("service_type_id", serviceTypeId);
        details.put("parent_id", parentId);
        details.put("image_ids", imageIds);
        details.put("awaiting_classification", open);
        events.add(event(ComplaintEvent.CREATED, createdAt, false, by, Map.of(), details));
    }

    /** What a revision would change: the revision without the values that the complaint has already. */
    Revision newIn(Revision revision) {
        return new Revision(
                revision.title().filter(to -> !to.equals(title)),
                revision.description().filter(to -> !to.equals(description)),
                revision.visibility().filter(to -> to != visibility),
                revision.priority().filter(to -> to != priority),
                revision.category().filter(to -> to != category),
                revision.serviceTypeId().filter(to -> !Objects.equals(to.orElse(null), serviceTypeId)),
                revision.resolution().filter(to -> !Objects.equals(to.orElse(null), resolution)));
    }

    /** Takes over those values of a revision that differ from the present ones. */
    void revise(Revision revision, Actor by, Instant now) {
        Map<String, Change> changes = new LinkedHashMap<>();
        revision.title().ifPresent(to -> change(changes, "title", title, to, value -> title = value));
        revision.description()
                .ifPresent(to -> change(changes, "description", description, to, value -> description = value));
        revision.visibility()
                .ifPresent(to -> change(changes, "visibility", visibility, to, value -> visibility = value));
        revision.priority().ifPresent(to -> {
            change(changes, "priority", priority, to, value -> priority = value);
            priorityChosen = true;
            classifiedBy = ClassifiedBy.USER;
        });
        revision.category().ifPresent(to -> {
            change(changes, "category", category, to, value -> category = value);
            categoryChosen = true;
            classifiedBy = ClassifiedBy.USER;
        });
        revision.serviceTypeId()
                .ifPresent(to -> change(
                        changes, "service_type_id", serviceTypeId, to.orElse(null), value -> serviceTypeId = value));
        revision.resolution()
                .ifPresent(
                        to -> change(changes, "resolution", resolution, to.orElse(null), value -> resolution = value));
        if (changes.containsKey("title") || changes.containsKey("description")) {
            describe(null, null, null);
        }
        if (!changes.isEmpty()) {
            boolean restartsClock = by.isStaff() || changes.containsKey("priority");
            note(ComplaintEvent.UPDATED, now, false, by, restartsClock && by.isPerson(), changes, Map.of());
        }
    }

    /**
     * Moves on to another status; the present one changes nothing.
     *
     * @param requestId the message that asked for it, null when a person did
     * @throws TransitionNotAllowedException (409) when there is no way from here to there
     */
    public void moveTo(ComplaintStatus to, Actor by, Instant now, String requestId) {
        if (to == status) {
            return;
        }
        if (!status.next().contains(to)) {
            throw new TransitionNotAllowedException(id, status, to, status.next());
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        boolean wasActive = status.isActive();
        change(changes, "status", status, to, value -> status = value);
        switch (to) {
            case RESOLVED -> resolvedAt = now;
            case CLOSED -> closedAt = now;
            case ESCALATED -> rise(changes, Math.min(escalationLevel + 1, HIGHEST_LEVEL));
            case IN_PROGRESS -> {
                if (!wasActive) {
                    reopen(changes);
                }
            }
            case OPEN, ON_HOLD, CANCELLED -> {}
        }
        noteStatus(changes, by, now, requestId);
    }

    /** Rises to a level of escalation that it has not reached, escalated already or not. */
    public void escalateTo(int level, Actor by, Instant now, String requestId) {
        if (status != ComplaintStatus.ESCALATED) {
            moveTo(ComplaintStatus.ESCALATED, by, now, requestId);
            return;
        }
        if (level > escalationLevel && level <= HIGHEST_LEVEL) {
            Map<String, Change> changes = new LinkedHashMap<>();
            rise(changes, level);
            noteStatus(changes, by, now, requestId);
        }
    }

    /** Gives the complaint to somebody, or to nobody with null. */
    void assignTo(UUID assignee, Actor by, Instant now) {
        Map<String, Change> changes = new LinkedHashMap<>();
        if (!Objects.equals(assignedTo, assignee)) {
            changes.put("assigned_to", new Change(PersonRef.of(assignedTo), PersonRef.of(assignee)));
            assignedTo = assignee;
            note(ComplaintEvent.ASSIGNED, now, false, by, by.isStaff(), changes, Map.of());
        }
    }

    /** Notes a comment; the first public answer of staff counts as the first response, and a customer's ends the wait. */
    public void commented(long commentId, boolean internal, Actor by, Instant now) {
        if (by.isStaff() && !internal && firstResponseAt == null) {
            firstResponseAt = now;
        }
        Map<String, Object> comment = new LinkedHashMap<>();
        comment.put("id", commentId);
        comment.put("internal", internal);
        comment.put("by_staff", by.isStaff());
        note(ComplaintEvent.COMMENTED, now, internal, by, by.isStaff(), Map.of(), Map.of("comment", comment));
        if (!by.isStaff() && status == ComplaintStatus.ON_HOLD) {
            moveTo(ComplaintStatus.IN_PROGRESS, by, now, null);
        }
    }

    /** Notes that staff met the customer. */
    public void interactionRecorded(
            long interactionId, String type, int durationSeconds, Instant occurredAt, Actor by, Instant now) {
        Map<String, Object> interaction = new LinkedHashMap<>();
        interaction.put("id", interactionId);
        interaction.put("type", type);
        interaction.put("duration_seconds", durationSeconds);
        interaction.put("occurred_at", occurredAt);
        note(ComplaintEvent.INTERACTION_RECORDED, now, true, by, true, Map.of(), Map.of("interaction", interaction));
    }

    /**
     * Takes over a classifier's suggestion for what no person has chosen.
     *
     * @return false when a person has chosen everything meanwhile
     */
    public boolean classify(
            Category suggestedCategory,
            Priority suggestedPriority,
            ClassifiedBy source,
            Actor by,
            Instant now,
            String requestId) {
        if (categoryChosen && priorityChosen) {
            return false;
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        if (!categoryChosen) {
            change(changes, "category", category, suggestedCategory, value -> category = value);
        }
        if (!priorityChosen) {
            change(changes, "priority", priority, suggestedPriority, value -> priority = value);
        }
        classifiedBy = source;
        Map<String, Object> details = Map.of("classified_by", source, "request_id", requestId);
        note(ComplaintEvent.CLASSIFIED, now, false, by, false, changes, details);
        return true;
    }

    /**
     * Keeps what the classifier says of the text beside its labels, until the text changes. Each may be null.
     *
     * @param line   one line for staff
     * @param writer who wrote the line
     * @param code   the language (BCP 47)
     */
    public void describe(String line, ClassifiedBy writer, String code) {
        summary = line;
        summarySource = writer;
        language = code;
    }

    /** Notes that an image was added or removed. */
    void imagesChanged(List<Long> before, List<Long> after, Actor by, Instant now) {
        note(
                ComplaintEvent.UPDATED,
                now,
                false,
                by,
                by.isStaff(),
                Map.of("image_ids", new Change(before, after)),
                Map.of());
    }

    /** The event of the complaint's end; it belongs in no history, for that ends too. */
    ComplaintEvent deleted(Actor by, Instant now) {
        version++;
        return event(ComplaintEvent.DELETED, now, false, by, Map.of(), Map.of());
    }

    /** Gives the events that were noted since the last call, in their order. */
    public List<ComplaintEvent> takeEvents() {
        List<ComplaintEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** Adds the values that a complaint is filed with, in the order in which {@link ComplaintWrites} writes them. */
    void addFiledTo(List<Object> values) {
        Collections.addAll(
                values,
                title,
                description,
                status.toString(),
                priority.toString(),
                category.toString(),
                priorityChosen,
                categoryChosen,
                text(classifiedBy),
                visibility.toString(),
                serviceTypeId,
                parentId,
                createdBy,
                stored(createdAt));
    }

    /** Adds the values that change, the wording apart, in the order in which {@link ComplaintWrites} writes them. */
    void addChangeableTo(List<Object> values) {
        Collections.addAll(
                values,
                status.toString(),
                priority.toString(),
                category.toString(),
                priorityChosen,
                categoryChosen,
                text(classifiedBy),
                visibility.toString(),
                serviceTypeId,
                assignedTo,
                resolution,
                escalationLevel,
                reopenCount,
                stored(updatedAt),
                stored(firstResponseAt),
                stored(resolvedAt),
                stored(closedAt),
                version,
                activityVersion);
    }

    /** Adds title and description, and what is said of them. */
    void addWordingTo(List<Object> values) {
        Collections.addAll(values, title, description, summary, text(summarySource), language);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static OffsetDateTime stored(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** Whether a person has chosen category or priority by confirming it, which is no event. */
    boolean isConfirmed(ComplaintView before, boolean priorityWasChosen, boolean categoryWasChosen) {
        return priorityChosen != priorityWasChosen
                || categoryChosen != categoryWasChosen
                || classifiedBy != before.classifiedBy();
    }

    /** Whether title or description are others than a view shows. */
    boolean isReworded(ComplaintView view) {
        return !title.equals(view.title()) || !description.equals(view.description());
    }

    /**
     * The complaint as it was just filed, without images.
     *
     * @param number      the number that it got
     * @param serviceType the name of its service type, null without one
     */
    ComplaintView viewAsFiled(long number, PersonView creator, String serviceType) {
        return view(
                number,
                creator,
                null,
                serviceTypeId == null ? null : new ServiceTypeRef(serviceTypeId, serviceType),
                List.of(),
                null);
    }

    /** The complaint as it is now, if it has the people, service type and images still that a view of it had. */
    ComplaintView viewAfter(ComplaintView before) {
        return view(
                id,
                before.createdBy(),
                before.assignedTo(),
                before.serviceType(),
                before.images(),
                before.duplicateCandidates());
    }

    private ComplaintView view(
            long number,
            PersonView creator,
            PersonView assignee,
            ServiceTypeRef serviceType,
            List<ImageView> images,
            List<DuplicateCandidate> duplicates) {
        return new ComplaintView(
                number,
                title,
                description,
                status,
                priority,
                category,
                serviceType,
                visibility,
                parentId,
                creator,
                assignee,
                resolution,
                images,
                classifiedBy,
                escalationLevel,
                reopenCount,
                createdAt,
                updatedAt,
                firstResponseAt,
                resolvedAt,
                closedAt,
                version,
                summary,
                summarySource,
                language,
                duplicates);
    }

    private void reopen(Map<String, Change> changes) {
        change(changes, "reopen_count", reopenCount, reopenCount + 1, value -> reopenCount = value);
        if (escalationLevel > 0) {
            rise(changes, 0);
        }
        resolvedAt = null;
        closedAt = null;
    }

    private void rise(Map<String, Change> changes, int level) {
        change(changes, "escalation_level", escalationLevel, level, value -> escalationLevel = value);
    }

    private void noteStatus(Map<String, Change> changes, Actor by, Instant now, String requestId) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("request_id", requestId);
        details.put("resolution", resolution);
        note(ComplaintEvent.STATUS_CHANGED, now, false, by, by.isPerson(), changes, details);
    }

    private void note(
            String type,
            Instant now,
            boolean internal,
            Actor by,
            boolean restartsClock,
            Map<String, Change> changes,
            Map<String, Object> details) {
        version++;
        if (restartsClock) {
            activityVersion = version;
        }
        updatedAt = now;
        events.add(event(type, now, internal, by, changes, details));
    }

    private ComplaintEvent event(
            String type,
            Instant now,
            boolean internal,
            Actor by,
            Map<String, Change> changes,
            Map<String, Object> details) {
        return new ComplaintEvent(
                type,
                now,
                internal,
                // A new one has its number when it is stored: Ledger.recordingNew puts it in.
                id == null ? 0 : id,
                version,
                activityVersion,
                title,
                status.toString(),
                priority.toString(),
                category.toString(),
                visibility.toString(),
                PersonRef.of(createdBy),
                PersonRef.of(assignedTo),
                createdAt,
                escalationLevel,
                by,
                changes,
                details);
    }

    private static <T> void change(Map<String, Change> changes, String field, T from, T to, Consumer<T> set) {
        if (!Objects.equals(from, to)) {
            changes.put(field, new Change(from, to));
            set.accept(to);
        }
    }

    public Long id() {
        return id;
    }

    public int version() {
        return version;
    }

    public int activityVersion() {
        return activityVersion;
    }

    public ComplaintStatus status() {
        return status;
    }

    public int escalationLevel() {
        return escalationLevel;
    }

    UUID createdBy() {
        return createdBy;
    }

    UUID assignedTo() {
        return assignedTo;
    }

    Instant resolvedAt() {
        return resolvedAt;
    }
}
