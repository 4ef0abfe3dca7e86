package io.recourse.complaint.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.recourse.platform.database.Announcements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The names of people and service types, known by heart: nearly every complaint that is read is shown with some of them, and
 * they hardly ever change. When one does, whichever replica changed it, the database announces it, and it is read anew. While
 * announcements may be missed nothing is known by heart, so a name is never older than
 * {@link Announcements#BEHIND_AT_MOST_MILLIS}.
 */
@ApplicationScoped
public class KnownNames {

    /** Of some 200 bytes each. */
    private static final int MOST_PEOPLE = 10_000;

    private static final int MOST_SERVICE_TYPES = 1_000;
    private static final String CHANNEL = "recourse_names";
    private static final String OF_PERSON = "person ";
    private static final String OF_SERVICE_TYPE = "service_type ";

    /** How somebody is called. */
    public record PersonName(String username, String name) {}

    /** Names of people and service types. */
    public record Names(Map<UUID, PersonName> people, Map<Integer, String> serviceTypes) {}

    private final Pool reads;
    private final Announcements announcements;
    private final AtomicLong changes = new AtomicLong();
    private final Cache<UUID, PersonName> people = Caffeine.newBuilder()
            .maximumSize(MOST_PEOPLE)
            .executor(Runnable::run)
            .build();
    private final Cache<Integer, String> serviceTypes = Caffeine.newBuilder()
            .maximumSize(MOST_SERVICE_TYPES)
            .executor(Runnable::run)
            .build();

    @Inject
    KnownNames(@ReactiveDataSource("reads") Pool reads, io.vertx.sqlclient.Pool database, Vertx vertx) {
        this.reads = reads;
        this.announcements = new Announcements(vertx, database, CHANNEL, this::forget, this::forgetAll);
    }

    void start(@Observes StartupEvent started) {
        announcements.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        announcements.close();
    }

    /** The name of somebody, null when it has to be read. */
    public PersonName person(UUID id) {
        return announcements.areHeard() ? people.getIfPresent(id) : null;
    }

    /** The name of a service type, null when it has to be read. */
    public String serviceType(int id) {
        return announcements.areHeard() ? serviceTypes.getIfPresent(id) : null;
    }

    /** Reads names, and knows them from now on. Whom there is not has none. */
    public Uni<Names> read(Collection<UUID> peopleIds, Collection<Integer> serviceTypeIds) {
        long changesBefore = changes.get();
        Uni<Map<UUID, PersonName>> ofPeople = peopleIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : reads.preparedQuery("select id, username, name from person where id = any ($1)")
                        .execute(Tuple.of(peopleIds.toArray(UUID[]::new)))
                        .map(rows -> {
                            Map<UUID, PersonName> found = new HashMap<>();
                            for (Row row : rows) {
                                found.put(row.getUUID(0), new PersonName(row.getString(1), row.getString(2)));
                            }
                            remember(people, found, changesBefore);
                            return found;
                        });
        Uni<Map<Integer, String>> ofServiceTypes = serviceTypeIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : reads.preparedQuery("select id, name from service_type where id = any ($1)")
                        .execute(Tuple.of(serviceTypeIds.toArray(Integer[]::new)))
                        .map(rows -> {
                            Map<Integer, String> found = new HashMap<>();
                            for (Row row : rows) {
                                found.put(row.getInteger(0), row.getString(1));
                            }
                            remember(serviceTypes, found, changesBefore);
                            return found;
                        });
        return Uni.combine().all().unis(ofPeople, ofServiceTypes).with(Names::new);
    }

    /** What was changed while it was read may have been read as it was before. */
    private <K> void remember(Cache<K, ?> cache, Map<K, ?> found, long changesBefore) {
        if (!announcements.areHeard()) {
            return;
        }
        @SuppressWarnings("unchecked")
        Cache<K, Object> known = (Cache<K, Object>) cache;
        known.putAll(found);
        if (changes.get() != changesBefore) {
            known.invalidateAll(found.keySet());
        }
    }

    private void forget(String changed) {
        changes.incrementAndGet();
        if (changed.startsWith(OF_PERSON)) {
            people.invalidate(UUID.fromString(changed.substring(OF_PERSON.length())));
        } else if (changed.startsWith(OF_SERVICE_TYPE)) {
            serviceTypes.invalidate(Integer.valueOf(changed.substring(OF_SERVICE_TYPE.length())));
        }
    }

    private void forgetAll() {
        changes.incrementAndGet();
        people.invalidateAll();
        serviceTypes.invalidateAll();
    }
}
