package io.recourse.complaint;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.recourse.complaint.Permissions.PeopleSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * What the statements of a list have in common: values are bound, and a complaint's key {@code k} is checked by
 * conditions. How many rows are read stands in the text, so that a plan for any values is as good as one for these.
 */
abstract class ListStatement {

    protected final ListQuery query;
    protected final ComplaintSort sort;
    private final List<Object> parameters = new ArrayList<>();

    ListStatement(ListQuery query) {
        this.query = query;
        this.sort = query.sort();
    }

    /** The values that are bound, in their order. */
    Tuple parameters() {
        return Tuple.tuple(parameters);
    }

    protected String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    protected String bind(Instant value) {
        return bind((Object) value.atOffset(ZoneOffset.UTC));
    }

    protected String rank(String facet) {
        return sort.byPriority() ? Facets.rankInSql(facet) : "0";
    }

    protected void people(PeopleSet set, List<String> conditions) {
        if (set.assignedTo() != null) {
            conditions.add("k.assigned_to = " + bind(set.assignedTo()));
        }
        if (set.createdBy() != null) {
            conditions.add("k.created_by = " + bind(set.createdBy()));
        }
    }

    protected void created(List<String> conditions) {
        if (query.createdFrom() != null) {
            conditions.add("k.created_at >= " + bind(query.createdFrom()));
        }
        if (query.createdTo() != null) {
            conditions.add("k.created_at < " + bind(query.createdTo()));
        }
    }

    protected void serviceType(List<String> conditions) {
        if (query.filter().serviceType() != null) {
            conditions.add("k.service_type_id = " + bind(query.filter().serviceType()));
        }
    }

    protected void followUp(List<String> conditions) {
        if (query.filter().followUp() != null) {
            conditions.add(query.filter().followUp() ? "k.parent_id is not null" : "k.parent_id is null");
        }
    }

    protected void parent(List<String> conditions) {
        if (query.filter().parentId() != null) {
            conditions.add("k.parent_id = " + bind(query.filter().parentId()));
        }
    }

    /** Whether a complaint has the words that are searched for. */
    protected static String words(String id) {
        return "(select c.words from complaint c where c.id = %s) @@ (select words from search)".formatted(id);
    }

    /** The table {@code search} with the query of words, which is parsed once then; empty without a search. */
    protected String search() {
        if (query.words() == null) {
            return "";
        }
        String text = bind(query.words().text());
        // The text as it stands, too: PostgreSQL takes addresses, versions and the like for one word.
        return """
                search as materialized (
                    select to_tsquery('simple', %s) || case when numnode(plain) = 0 then plain else (plain::text || ':*')::tsquery end
                        as words
                    from plainto_tsquery('simple', %s) as plain),
                """.formatted(bind(query.words().query()), text);
    }
}
