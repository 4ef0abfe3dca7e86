package io.recourse.complaint;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;

import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** All complaints as a table, for admins. It is read and sent page by page, so its length costs no memory. */
@jakarta.ws.rs.Path("/api/complaints/export.csv")
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Reports")
public class ExportResource {

    private static final String HEADER = Csv.line(
            "id",
            "title",
            "description",
            "status",
            "priority",
            "category",
            "service_type",
            "visibility",
            "parent_id",
            "created_by",
            "assigned_to",
            "resolution",
            "classified_by",
            "escalation_level",
            "reopen_count",
            "created_at",
            "updated_at",
            "first_response_at",
            "resolved_at",
            "closed_at");

    @Inject
    ComplaintLists lists;

    @Inject
    CurrentCaller caller;

    @GET
    @Produces("text/csv; charset=UTF-8")
    @ResponseHeader(name = "Content-Disposition", value = "attachment; filename=\"complaints.csv\"")
    @Operation(summary = "Download complaints as comma-separated values; filters and order as in the list")
    public Multi<String> export(@BeanParam ListParameters parameters) {
        ComplaintFilter filter = parameters.filter();
        Caller admin = caller.get();
        AtomicReference<Optional<String>> cursor = new AtomicReference<>(Optional.empty());
        Multi<Page<ComplaintView>> pages = Multi.createBy()
                .repeating()
                .uni(() -> lists.page(filter, Limit.MAXIMUM, cursor.get().orElse(null), admin)
                        .invoke(page -> cursor.set(Optional.ofNullable(page.nextCursor()))))
                .whilst(page -> page.nextCursor() != null);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(HEADER), pages.map(ExportResource::lines));
    }

    private static String lines(Page<ComplaintView> page) {
        StringBuilder lines = new StringBuilder();
        page.items().forEach(complaint -> lines.append(line(complaint)));
        return lines.toString();
    }

    private static String line(ComplaintView complaint) {
        return Csv.line(
                complaint.id(),
                complaint.title(),
                complaint.description(),
                complaint.status(),
                complaint.priority(),
                complaint.category(),
                complaint.serviceType() == null ? null : complaint.serviceType().name(),
                complaint.visibility(),
                complaint.parentId(),
                complaint.createdBy().username(),
                complaint.assignedTo() == null ? null : complaint.assignedTo().username(),
                complaint.resolution(),
                complaint.classifiedBy(),
                complaint.escalationLevel(),
                complaint.reopenCount(),
                complaint.createdAt(),
                complaint.updatedAt(),
                complaint.firstResponseAt(),
                complaint.resolvedAt(),
                complaint.closedAt());
    }
}
