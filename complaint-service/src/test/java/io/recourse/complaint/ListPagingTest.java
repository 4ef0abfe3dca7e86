package io.recourse.complaint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.DeskConfig.AgentsSee;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.UnprocessableException;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.Role;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is asked for: the pages of a list together are what a plain filter over all complaints gives. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ListPagingTest {

    private static final int COMPLAINTS = 300;
    private static final int LISTS = 150;
    private static final int LISTS_UNDER_CHANGE = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final String[] WORDS = {"water", "waters", "meter", "invoice", "late", "straße"};

    @Inject
    ComplaintDetails details;

    @Inject
    Pool database;

    private Random random;
    private List<UUID> people;
    private List<ComplaintView> complaints;
    private String mark;

    @BeforeEach
    void fileComplaints(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        // Each round has persons of its own, and a word that only its complaints have: others may file meanwhile.
        mark = "m" + UUID.randomUUID().toString().replace("-", "");
        people = Stream.generate(UUID::randomUUID).limit(5).toList();
        complaints = new ArrayList<>();
        for (UUID person : people) {
            run(
                    "insert into person (id, username, name, role, active, available) values ($1, $2, 'N', 'agent', true, false)",
                    person,
                    "p-" + person);
        }
        for (int i = 0; i < COMPLAINTS; i++) {
            file();
        }
    }

    @RepeatedTest(2)
    void pagesGiveEveryComplaintOnceAndInOrder() {
        for (int i = 0; i < LISTS; i++) {
            Caller caller = caller();
            AgentsSee sees = any(AgentsSee.values());
            ComplaintFilter filter = filter();

            List<Long> paged = paged(filter, caller, sees, () -> {});

            assertEquals(expected(filter, caller, sees), paged, () -> "%s sees %s: %s".formatted(caller, sees, filter));
        }
    }

    @RepeatedTest(2)
    void whatOthersFileAndChangeMeanwhileMovesNothingElse() {
        for (int i = 0; i < LISTS_UNDER_CHANGE; i++) {
            Caller caller = caller();
            AgentsSee sees = any(AgentsSee.values());
            ComplaintFilter filter = filter();
            Set<Long> touched = new HashSet<>();

            List<Long> paged = paged(filter, caller, sees, () -> {
                touched.add(file());
                touched.add(change());
            });

            assertEquals(
                    without(touched, expected(filter, caller, sees)), without(touched, paged), () -> "%s sees %s: %s"
                            .formatted(caller, sees, filter));
        }
    }

    @RepeatedTest(2)
    void whatIsChosenByAFilterIsComplete() {
        Caller admin = new Caller(people.getFirst(), "p", "N", Role.ADMIN, "s");
        List<ComplaintStatus> active = List.of(ComplaintStatus.OPEN, ComplaintStatus.ESCALATED);
        SelectComplaints wanted =
                new SelectComplaints(active, null, null, null, null, null, null, null, null, mark + " wat");

        List<Long> chosen =
                lists(AgentsSee.ALL).select(wanted, COMPLAINTS, admin).await().atMost(PATIENCE);

        assertEquals(expected(wanted.filter(), admin, AgentsSee.ALL), chosen);
        assertFalse(chosen.isEmpty());
        assertThrows(UnprocessableException.class, () -> lists(AgentsSee.ALL)
                .select(wanted, chosen.size() - 1, admin)
                .await()
                .atMost(PATIENCE));
    }

    /** The previous version's cursors had the priority, counted from 1, and the number. */
    @RepeatedTest(1)
    void cursorsOfThePreviousVersionGoOnFromTheirComplaint() {
        Caller admin = new Caller(people.getFirst(), "p", "N", Role.ADMIN, "s");
        for (ComplaintSort sort : List.of(ComplaintSort.LEAST_URGENT, ComplaintSort.MOST_URGENT)) {
            ComplaintFilter filter = new SelectComplaints(
                            null, null, null, null, null, null, null, null, null, mark + " meter")
                    .filter(sort);
            List<Long> all = expected(filter, admin, AgentsSee.ALL);
            ComplaintView last = complaint(all.get(all.size() / 2));
            String text = sort == ComplaintSort.LEAST_URGENT ? "priority" : "-priority";
            String cursor = new Cursor(
                            "complaints:" + text,
                            List.of(Integer.toString(last.priority().ordinal() + 1), Long.toString(last.id())))
                    .encode();

            Page<ComplaintView> page = lists(AgentsSee.ALL)
                    .page(filter, COMPLAINTS, cursor, admin)
                    .await()
                    .atMost(PATIENCE);

            List<Long> rest = all.subList(all.size() / 2 + 1, all.size());
            List<Long> given = page.items().stream().map(ComplaintView::id).toList();
            assertEquals(rest.subList(0, given.size()), given);
            assertTrue(page.nextCursor() != null || given.size() == rest.size());
        }
    }

    private ComplaintView complaint(long id) {
        return complaints.stream().filter(c -> c.id() == id).findFirst().orElseThrow();
    }

    /** All pages, one after the other. Other tests leave complaints in the same database, which do not count. */
    private List<Long> paged(ComplaintFilter filter, Caller caller, AgentsSee sees, Runnable meanwhile) {
        ComplaintLists lists = lists(sees);
        int limit = 1 + random.nextInt(random.nextBoolean() ? 9 : 60);
        List<Long> paged = new ArrayList<>();
        String cursor = null;
        do {
            Page<ComplaintView> page =
                    lists.page(filter, limit, cursor, caller).await().atMost(PATIENCE);
            assertTrue(page.items().size() <= limit);
            page.items().stream().map(ComplaintView::id).filter(this::isOurs).forEach(paged::add);
            cursor = page.nextCursor();
            if (cursor != null && random.nextInt(3) == 0) {
                meanwhile.run();
            }
        } while (cursor != null);
        return paged;
    }

    private static List<Long> without(Set<Long> touched, List<Long> ids) {
        return ids.stream().filter(id -> !touched.contains(id)).toList();
    }

    /** Moves a complaint somewhere else in every order and out of or into many filters. */
    private long change() {
        int index = random.nextInt(complaints.size());
        ComplaintView old = complaints.get(index);
        ComplaintView changed = view(
                old.id(),
                old.description(),
                any(ComplaintStatus.values()),
                any(Priority.values()),
                any(Category.values()),
                old.serviceType() == null ? null : old.serviceType().id(),
                old.parentId(),
                old.createdBy().id(),
                random.nextInt(3) == 0 ? null : any(people.toArray(UUID[]::new)),
                old.createdAt(),
                old.updatedAt().plus(Duration.ofHours(random.nextInt(20))));
        run(
                "update complaint set status = $2, priority = $3, category = $4, assigned_to = $5, updated_at = $6 where id = $1",
                changed.id(),
                changed.status().toString(),
                changed.priority().toString(),
                changed.category().toString(),
                assignee(changed),
                changed.updatedAt().atOffset(ZoneOffset.UTC));
        complaints.set(index, changed);
        return changed.id();
    }

    private boolean isOurs(long id) {
        return complaints.stream().anyMatch(complaint -> complaint.id() == id);
    }

    private long file() {
        String description = mark + " " + any(WORDS) + " " + any(WORDS);
        ComplaintStatus status = any(ComplaintStatus.values());
        Priority priority = any(Priority.values());
        Category category = any(Category.values());
        Integer serviceType = random.nextBoolean() ? null : 1 + random.nextInt(3);
        Long parent = complaints.isEmpty() || random.nextInt(4) > 0
                ? null
                : complaints.getFirst().id();
        UUID creator = any(people.toArray(UUID[]::new));
        UUID assignee = random.nextInt(3) == 0 ? null : any(people.toArray(UUID[]::new));
        // Few different times, so that the id has to decide.
        Instant created = START.plus(Duration.ofHours(random.nextInt(40)));
        Instant updated = created.plus(Duration.ofHours(random.nextInt(20)));
        long id = database.preparedQuery("""
                        insert into complaint (version, activity_version, title, description, status, priority, category,
                            priority_chosen, category_chosen, visibility, service_type_id, parent_id, created_by,
                            assigned_to, created_at, updated_at)
                        values (1, 1, 'Title', $1, $2, $3, $4, true, true, 'private', $5, $6, $7, $8, $9, $10) returning id""")
                .execute(Tuple.tuple(Arrays.asList(
                        description,
                        status.toString(),
                        priority.toString(),
                        category.toString(),
                        serviceType,
                        parent,
                        creator,
                        assignee,
                        created.atOffset(ZoneOffset.UTC),
                        updated.atOffset(ZoneOffset.UTC))))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong("id");
        complaints.add(view(
                id, description, status, priority, category, serviceType, parent, creator, assignee, created, updated));
        return id;
    }

    private static ComplaintView view(
            long id,
            String description,
            ComplaintStatus status,
            Priority priority,
            Category category,
            Integer serviceType,
            Long parent,
            UUID creator,
            UUID assignee,
            Instant created,
            Instant updated) {
        return new ComplaintView(
                id,
                "Title",
                description,
                status,
                priority,
                category,
                serviceType == null ? null : new ComplaintView.ServiceTypeRef(serviceType, ""),
                Visibility.PRIVATE,
                parent,
                new ComplaintView.PersonView(creator, "", ""),
                assignee == null ? null : new ComplaintView.PersonView(assignee, "", ""),
                null,
                List.of(),
                null,
                0,
                0,
                created,
                updated,
                null,
                null,
                null,
                1,
                null,
                null,
                null,
                null);
    }

    private Caller caller() {
        UUID id = random.nextInt(8) == 0 ? UUID.randomUUID() : any(people.toArray(UUID[]::new));
        return new Caller(id, "p-" + id, "N", any(Role.values()), "s");
    }

    private ComplaintFilter filter() {
        String word = any(WORDS);
        boolean begun = random.nextBoolean();
        return new ComplaintFilter(
                random.nextInt(8) > 0
                        ? List.of()
                        : Stream.generate(() -> complaints.get(random.nextInt(complaints.size())))
                                .map(ComplaintView::id)
                                .limit(1 + random.nextInt(100))
                                .toList(),
                some(ComplaintStatus.values()),
                some(Priority.values()),
                some(Category.values()),
                random.nextInt(3) > 0
                        ? null
                        : any("me", "none", people.get(0).toString(), "P-" + people.get(1), "nobody"),
                random.nextInt(3) > 0 ? null : any("me", people.get(0).toString(), "p-" + people.get(2), "nobody"),
                random.nextInt(4) > 0 ? null : Integer.valueOf(1 + random.nextInt(4)),
                random.nextInt(6) > 0
                        ? null
                        : Long.valueOf(complaints.getFirst().id()),
                random.nextInt(5) > 0 ? null : Boolean.valueOf(random.nextBoolean()),
                random.nextInt(4) > 0 ? null : START.plus(Duration.ofHours(random.nextInt(40))),
                random.nextInt(4) > 0 ? null : START.plus(Duration.ofHours(random.nextInt(40))),
                random.nextInt(3) > 0 ? null : mark + " " + (begun ? word.substring(0, 3) : word),
                any(ComplaintSort.values()));
    }

    /** The plain filter, and the order by comparing. Only complaints of this round: the others have other words. */
    private List<Long> expected(ComplaintFilter filter, Caller caller, AgentsSee sees) {
        Permissions permissions = new Permissions(desk(sees), Clock.systemUTC());
        Comparator<ComplaintView> order =
                switch (filter.sort()) {
                    case OLDEST, NEWEST -> Comparator.comparing(ComplaintView::createdAt);
                    case LEAST_RECENTLY_UPDATED, RECENTLY_UPDATED -> Comparator.comparing(ComplaintView::updatedAt);
                    case LEAST_URGENT, MOST_URGENT ->
                        Comparator.comparing(ComplaintView::priority).thenComparing(ComplaintView::createdAt);
                };
        order = order.thenComparing(ComplaintView::id);
        return complaints.stream()
                .filter(c -> permissions.sees(caller, c.createdBy().id(), assignee(c)))
                .filter(c -> filter.ids().isEmpty() || filter.ids().contains(c.id()))
                .filter(c -> filter.statuses().isEmpty() || filter.statuses().contains(c.status()))
                .filter(c ->
                        filter.priorities().isEmpty() || filter.priorities().contains(c.priority()))
                .filter(c ->
                        filter.categories().isEmpty() || filter.categories().contains(c.category()))
                .filter(c -> isPerson(filter.assignedTo(), assignee(c), caller))
                .filter(c -> isPerson(filter.createdBy(), c.createdBy().id(), caller))
                .filter(c -> filter.serviceType() == null
                        || (c.serviceType() != null && c.serviceType().id() == filter.serviceType()))
                .filter(c -> filter.parentId() == null || filter.parentId().equals(c.parentId()))
                .filter(c -> filter.followUp() == null || filter.followUp() == (c.parentId() != null))
                .filter(c -> filter.createdFrom() == null || !c.createdAt().isBefore(filter.createdFrom()))
                .filter(c -> filter.createdTo() == null || c.createdAt().isBefore(filter.createdTo()))
                .filter(c ->
                        filter.search() == null || hasWord(c, filter.search().split(" ")[1]))
                .sorted(filter.sort().isAscending() ? order : order.reversed())
                .map(ComplaintView::id)
                .toList();
    }

    private static boolean hasWord(ComplaintView complaint, String beginning) {
        return Arrays.stream(complaint.description().split(" ")).anyMatch(word -> word.startsWith(beginning));
    }

    private static UUID assignee(ComplaintView complaint) {
        return complaint.assignedTo() == null ? null : complaint.assignedTo().id();
    }

    private static boolean isPerson(String reference, UUID person, Caller caller) {
        return switch (reference) {
            case null -> true;
            case "none" -> person == null;
            case "me" -> caller.id().equals(person);
            default ->
                person != null && reference.toLowerCase(java.util.Locale.ROOT).endsWith(person.toString());
        };
    }

    private ComplaintLists lists(AgentsSee sees) {
        return new ComplaintLists(
                database,
                database,
                new Permissions(desk(sees), Clock.systemUTC()),
                new WordFrequencies(database, Clock.systemUTC()),
                details,
                effort());
    }

    /** The usual effort, or so little of it that every way of reading a page comes to its end and goes on from there. */
    private ListEffort effort() {
        return random.nextInt(3) == 0
                ? ListEffort.USUAL
                : new ListEffort(
                        random.nextInt(60),
                        random.nextInt(80),
                        random.nextInt(80),
                        1 + random.nextInt(20),
                        1 + random.nextInt(200),
                        1 + random.nextInt(150),
                        random.nextInt(2) - 1,
                        random.nextInt(3) - 1,
                        random.nextInt(60));
    }

    static DeskConfig desk(AgentsSee sees) {
        return new DeskConfig() {
            @Override
            public AgentsSee agentsSee() {
                return sees;
            }

            @Override
            public Duration reopenWithin() {
                return Duration.ofDays(14);
            }
        };
    }

    private void run(String sql, Object... parameters) {
        database.preparedQuery(sql)
                .execute(Tuple.from(Arrays.asList(parameters)))
                .await()
                .atMost(PATIENCE);
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }

    private <T> List<T> some(T[] values) {
        return random.nextInt(3) > 0
                ? List.of()
                : Stream.generate(() -> any(values))
                        .limit(1 + random.nextInt(3))
                        .toList();
    }
}
