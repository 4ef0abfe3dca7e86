package io.recourse.identity.export;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.identity.account.AccountNotFoundException;
import io.recourse.identity.account.AccountView;
import io.recourse.identity.account.Accounts;
import io.recourse.identity.audit.AuditLog;
import io.recourse.identity.audit.SecurityAction;
import io.recourse.identity.audit.SecurityEvent;
import io.recourse.identity.throttle.RequestThrottle;
import io.recourse.identity.throttle.TooManyRequestsException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.AsyncFile;
import io.vertx.mutiny.core.Vertx;

/** Collects everything that the desk holds on a person, as one JSON document. */
@ApplicationScoped
class PersonalExport {

    private final Accounts accounts;
    private final OwnRecords records;
    private final ComplaintArchive archive;
    private final RequestThrottle throttle;
    private final AuditLog audit;
    private final ObjectMapper mapper;
    private final Vertx vertx;
    private final Clock clock;

    @Inject
    PersonalExport(
            Accounts accounts,
            OwnRecords records,
            ComplaintArchive archive,
            RequestThrottle throttle,
            AuditLog audit,
            ObjectMapper mapper,
            Vertx vertx,
            Clock clock) {
        this.accounts = accounts;
        this.records = records;
        this.archive = archive;
        this.throttle = throttle;
        this.audit = audit;
        this.mapper = mapper;
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * Collects what is held on a person.
     *
     * @param authorization the header of the person's request, with which the other services are asked
     * @return the document, to be closed when it has been read; fails with {@link ComplaintsAwayException} when the
     *     complaint service is away, with {@link TooManyRequestsException} when the person has asked too often
     */
    Uni<AsyncFile> collect(UUID person, String authorization) {
        return throttle.export(person)
                .chain(() -> audit.recordAlone(SecurityEvent.own(SecurityAction.DATA_EXPORTED, person)))
                .chain(() -> Panache.withSession(() -> accounts.findById(person)))
                .onItem()
                .ifNull()
                .failWith(() -> new AccountNotFoundException(person))
                .map(AccountView::of)
                .chain(profile -> ExportFile.create(vertx, mapper).chain(file -> write(file, profile, authorization)
                        .map(written -> file.rewound())
                        .onFailure()
                        .call(file::discard)
                        .onCancellation()
                        .call(file::discard)));
    }

    private Uni<Void> write(ExportFile file, AccountView profile, String authorization) {
        UUID person = profile.id();
        return file.begin("{")
                .chain(() -> file.field("exported_at", clock.instant()))
                .chain(() -> file.field("user", profile))
                .chain(() -> list(file, "sessions", records.sessions(person)))
                .chain(() -> list(file, "audit", records.events(person)))
                .chain(() -> records.links(person))
                .chain(links -> file.field("mailed_links", links))
                .chain(() -> file.begin("\"complaints\":["))
                .chain(() -> each(archive.pages(authorization)
                        .onItem()
                        .transformToUniAndConcatenate(page -> complaints(file, page, authorization))))
                .chain(() -> file.end("]"))
                .chain(() -> file.end("}"));
    }

    private Uni<Void> complaints(ExportFile file, JsonNode page, String authorization) {
        return each(Multi.createFrom()
                .iterable(page.path("items"))
                .onItem()
                .transformToUniAndConcatenate(complaint -> complaint(file, complaint, authorization)));
    }

    private Uni<Void> complaint(ExportFile file, JsonNode complaint, String authorization) {
        long id = complaint.path("id").longValue();
        Uni<Void> fields = file.begin("{");
        for (Map.Entry<String, JsonNode> field : complaint.properties()) {
            fields = fields.chain(() -> file.field(field.getKey(), field.getValue()));
        }
        return fields.chain(() -> items(file, "comments", archive.pages(authorization, id, "comments")))
                .chain(() -> items(file, "history", archive.pages(authorization, id, "history")))
                .chain(() -> file.end("}"));
    }

    private static Uni<Void> items(ExportFile file, String name, Multi<JsonNode> pages) {
        return list(file, name, pages.map(page -> page.path("items")));
    }

    private static <T> Uni<Void> list(ExportFile file, String name, Multi<? extends Iterable<T>> pages) {
        return file.begin("\"" + name + "\":[")
                .chain(() -> each(pages.onItem().transformToUniAndConcatenate(page -> append(file, page))))
                .chain(() -> file.end("]"));
    }

    private static <T> Uni<Void> append(ExportFile file, Iterable<T> items) {
        return each(Multi.createFrom().iterable(items).onItem().transformToUniAndConcatenate(file::item));
    }

    private static Uni<Void> each(Multi<Void> steps) {
        return steps.collect().last().replaceWithVoid();
    }
}
