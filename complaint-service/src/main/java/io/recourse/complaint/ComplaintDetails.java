package io.recourse.complaint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.ComplaintView.ServiceTypeRef;
import io.recourse.complaint.directory.KnownNames;
import io.recourse.complaint.directory.KnownNames.Names;
import io.recourse.complaint.directory.KnownNames.PersonName;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Adds to complaints what their rows do not tell. To join it would be a multiple of the work that reading the rows is, and
 * mostly in vain: names are known by heart, most complaints have no images, and nearly all no likely duplicates.
 */
@ApplicationScoped
class ComplaintDetails {

    private final Pool reads;
    private final KnownNames names;

    @Inject
    ComplaintDetails(@ReactiveDataSource("reads") Pool reads, KnownNames names) {
        this.reads = reads;
        this.names = names;
    }

    /** What is there to be added to some complaints. */
    private static final class Details {

        private final Map<UUID, PersonName> people = new HashMap<>();
        private final Map<Integer, String> serviceTypes = new HashMap<>();
        private final Map<Long, List<ImageView>> images = new HashMap<>();
        private final Map<Long, List<DuplicateCandidate>> duplicates = new HashMap<>();

        private final Set<UUID> unknownPeople = new HashSet<>();
        private final Set<Integer> unknownServiceTypes = new HashSet<>();
        private final List<Long> withImages = new ArrayList<>();
        private final List<Long> withDuplicates = new ArrayList<>();

        void add(Names read) {
            people.putAll(read.people());
            serviceTypes.putAll(read.serviceTypes());
        }

        boolean areKnown() {
            return unknownPeople.isEmpty()
                    && unknownServiceTypes.isEmpty()
                    && withImages.isEmpty()
                    && withDuplicates.isEmpty();
        }

        ComplaintView addTo(ComplaintRow row) {
            ComplaintView bare = row.view();
            return bare.with(
                    called(bare.createdBy()),
                    called(bare.assignedTo()),
                    bare.serviceType() == null
                            ? null
                            : new ServiceTypeRef(
                                    bare.serviceType().id(),
                                    serviceTypes.get(bare.serviceType().id())),
                    images.getOrDefault(bare.id(), List.of()),
                    duplicates.get(bare.id()));
        }

        private PersonView called(PersonView bare) {
            if (bare == null) {
                return null;
            }
            PersonName name = people.get(bare.id());
            return new PersonView(bare.id(), name.username(), name.name());
        }
    }

    /** The complaints with all that is shown of them, in the same order. */
    Uni<List<ComplaintView>> of(List<ComplaintRow> rows) {
        Details details = known(rows);
        return (details.areKnown() ? Uni.createFrom().item(details) : read(details))
                .map(complete -> rows.stream().map(complete::addTo).toList());
    }

    /** One complaint with all that is shown of it, null where that has to be read. */
    ComplaintView known(ComplaintRow row) {
        Details details = known(List.of(row));
        return details.areKnown() ? details.addTo(row) : null;
    }

    /** What is shown of a complaint that is about to be filed, with the number 0; the caller may be new to the directory. */
    Uni<ComplaintView> asFiled(Complaint complaint, Caller caller) {
        ComplaintView bare = complaint.viewAsFiled(0, new PersonView(complaint.createdBy(), null, null), null);
        Details details = known(List.of(new ComplaintRow(bare, 0, 0)));
        return (details.areKnown() ? Uni.createFrom().item(details) : read(details)).map(found -> {
            found.people.putIfAbsent(caller.id(), new PersonName(caller.username(), caller.name()));
            return found.addTo(new ComplaintRow(bare, 0, 0));
        });
    }

    private Details known(List<ComplaintRow> rows) {
        Details details = new Details();
        for (ComplaintRow row : rows) {
            know(row.view().createdBy(), details);
            know(row.view().assignedTo(), details);
            know(row.view().serviceType(), details);
            if (row.images() > 0) {
                details.withImages.add(row.id());
            }
            if (row.duplicates() > 0) {
                details.withDuplicates.add(row.id());
            }
        }
        return details;
    }

    private void know(PersonView person, Details details) {
        if (person != null && !details.people.containsKey(person.id())) {
            PersonName name = names.person(person.id());
            if (name == null) {
                details.unknownPeople.add(person.id());
            } else {
                details.people.put(person.id(), name);
            }
        }
    }

    private void know(ServiceTypeRef type, Details details) {
        if (type != null && !details.serviceTypes.containsKey(type.id())) {
            String name = names.serviceType(type.id());
            if (name == null) {
                details.unknownServiceTypes.add(type.id());
            } else {
                details.serviceTypes.put(type.id(), name);
            }
        }
    }

    /** Statements for what is missing, all under way at the same time. */
    private Uni<Details> read(Details details) {
        List<Uni<Void>> under = new ArrayList<>();
        if (!details.unknownPeople.isEmpty() || !details.unknownServiceTypes.isEmpty()) {
            under.add(names.read(details.unknownPeople, details.unknownServiceTypes)
                    .invoke(details::add)
                    .replaceWithVoid());
        }
        if (!details.withImages.isEmpty()) {
            under.add(readImages(details));
        }
        if (!details.withDuplicates.isEmpty()) {
            under.add(readDuplicates(details));
        }
        return Uni.join().all(under).andFailFast().replaceWith(details);
    }

    private Uni<Void> readImages(Details details) {
        return reads.preparedQuery("""
                        select complaint_id, id, content_type, size_bytes, width, height from complaint_image
                        where complaint_id = any ($1) order by complaint_id, id""")
                .execute(Tuple.of(details.withImages.toArray(Long[]::new)))
                .invoke(rows -> {
                    for (Row row : rows) {
                        details.images
                                .computeIfAbsent(row.getLong(0), first -> new ArrayList<>())
                                .add(ImageView.of(
                                        row.getLong(0),
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getInteger(4),
                                        row.getInteger(5)));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> readDuplicates(Details details) {
        return reads.preparedQuery("""
                        select complaint_id, earlier_id, similarity from duplicate_candidate
                        where complaint_id = any ($1) order by complaint_id, similarity desc, earlier_id desc""")
                .execute(Tuple.of(details.withDuplicates.toArray(Long[]::new)))
                .invoke(rows -> {
                    for (Row row : rows) {
                        details.duplicates
                                .computeIfAbsent(row.getLong(0), first -> new ArrayList<>())
                                .add(new DuplicateCandidate(row.getLong(1), row.getDouble(2)));
                    }
                })
                .replaceWithVoid();
    }
}
