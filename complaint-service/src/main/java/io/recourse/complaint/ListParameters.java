package io.recourse.complaint;

import java.util.List;

import io.recourse.platform.json.Timestamps;
import io.vertx.core.MultiMap;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The filters and the order of a list of complaints, as they stand in a URL. */
public class ListParameters {

    @Parameter(description = "1 to 100 numbers of complaints")
    @RestQuery
    List<String> id;

    @RestQuery
    List<String> status;

    @RestQuery
    List<String> priority;

    @RestQuery
    List<String> category;

    @Parameter(description = "username, id, me or none")
    @RestQuery("assigned_to")
    String assignedTo;

    @Parameter(description = "username, id or me")
    @RestQuery("created_by")
    String createdBy;

    @Parameter(description = "id of the service type")
    @RestQuery("service_type")
    String serviceType;

    @RestQuery("parent_id")
    String parentId;

    @Parameter(description = "RFC 3339, inclusive")
    @RestQuery("created_from")
    String createdFrom;

    @Parameter(description = "RFC 3339, exclusive")
    @RestQuery("created_to")
    String createdTo;

    @Parameter(description = "words of title and description, the last one perhaps only begun")
    @RestQuery
    String search;

    @Parameter(description = "created_at, updated_at or priority; with - in front, descending; -created_at by default")
    @RestQuery
    String sort;

    /** The parameters of a query, as the REST layer reads them. */
    static ListParameters of(MultiMap query) {
        ListParameters parameters = new ListParameters();
        parameters.id = query.getAll("id");
        parameters.status = query.getAll("status");
        parameters.priority = query.getAll("priority");
        parameters.category = query.getAll("category");
        parameters.assignedTo = query.get("assigned_to");
        parameters.createdBy = query.get("created_by");
        parameters.serviceType = query.get("service_type");
        parameters.parentId = query.get("parent_id");
        parameters.createdFrom = query.get("created_from");
        parameters.createdTo = query.get("created_to");
        parameters.search = query.get("search");
        parameters.sort = query.get("sort");
        return parameters;
    }

    /** The filter; fails with a 400 that names the parameter for a value that there is not. */
    ComplaintFilter filter() {
        return new ComplaintFilter(
                ComplaintFilter.numbers("id", id),
                ComplaintFilter.values("status", status, ComplaintStatus::fromString),
                ComplaintFilter.values("priority", priority, Priority::fromString),
                ComplaintFilter.values("category", category, Category::fromString),
                ComplaintFilter.text("assigned_to", assignedTo),
                ComplaintFilter.text("created_by", createdBy),
                ComplaintFilter.value("service_type", serviceType, Integer::valueOf),
                ComplaintFilter.value("parent_id", parentId, Long::valueOf),
                null,
                ComplaintFilter.value("created_from", createdFrom, Timestamps::parse),
                ComplaintFilter.value("created_to", createdTo, Timestamps::parse),
                ComplaintFilter.text("search", search),
                ComplaintSort.parse(sort));
    }
}
