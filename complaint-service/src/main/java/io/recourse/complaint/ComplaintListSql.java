package io.recourse.complaint;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.recourse.platform.token.Caller;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The SQL of a list: conditions with bound values alone, and the page by keyset. An inner statement finds the page's
 * rows, so that persons, service types and images are looked up for those rows and no others.
 */
class ComplaintListSql {

    private final ComplaintFilter filter;
    private final Caller caller;
    private final List<Object> parameters = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    ComplaintListSql(ComplaintFilter filter, Caller caller, Permissions permissions) {
        this.filter = filter;
        this.caller = caller;
        conditions.add(permissions.visibleInSql(caller, bind(caller.id())));
        numbered(filter.ids());
        anyOf("c.status", filter.statuses());
        anyOf("c.priority", filter.priorities());
        anyOf("c.category", filter.categories());
        person("c.assigned_to", filter.assignedTo());
        person("c.created_by", filter.createdBy());
        equal("c.service_type_id", filter.serviceType());
        equal("c.parent_id", filter.parentId());
        followUp(filter.followUp());
        instant("c.created_at >=", filter.createdFrom());
        instant("c.created_at <", filter.createdTo());
        search(filter.search());
    }

    String statement(String cursor, int rows, String columns, String joins) {
        if (cursor != null) {
            conditions.add(filter.sort().after(cursor, this::bind));
        }
        return "with page as (select c.* from complaint c where %s order by %s limit %s) select %s from page c %s order by %s"
                .formatted(
                        String.join(" and ", conditions),
                        filter.sort().orderBy(),
                        bind(rows),
                        columns,
                        joins,
                        filter.sort().orderBy());
    }

    Tuple parameters() {
        return Tuple.tuple(parameters);
    }

    private String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private void anyOf(String column, List<?> values) {
        if (values.size() == 1) {
            conditions.add("%s = %s".formatted(column, bind(values.getFirst().toString())));
        } else if (!values.isEmpty()) {
            String[] texts = values.stream().map(Object::toString).toArray(String[]::new);
            conditions.add("%s = any (%s)".formatted(column, bind(texts)));
        }
    }

    private void numbered(List<Long> ids) {
        if (!ids.isEmpty()) {
            conditions.add("c.id = any (%s)".formatted(bind(ids.toArray(Long[]::new))));
        }
    }

    private void person(String column, String reference) {
        switch (reference) {
            case null -> {}
            case "me" -> conditions.add("%s = %s".formatted(column, bind(caller.id())));
            case "none" -> conditions.add(column + " is null");
            default -> {
                UUID id = uuid(reference);
                conditions.add(
                        id != null
                                ? "%s = %s".formatted(column, bind(id))
                                : "%s = (select id from person where lower(username) = lower(%s) limit 1)"
                                        .formatted(column, bind(reference)));
            }
        }
    }

    private void equal(String column, Object value) {
        if (value != null) {
            conditions.add("%s = %s".formatted(column, bind(value)));
        }
    }

    private void followUp(Boolean wanted) {
        if (wanted != null) {
            conditions.add(wanted ? "c.parent_id is not null" : "c.parent_id is null");
        }
    }

    private void instant(String comparison, Instant value) {
        if (value != null) {
            conditions.add("%s %s".formatted(comparison, bind(OffsetDateTime.ofInstant(value, ZoneOffset.UTC))));
        }
    }

    private void search(String text) {
        if (text == null) {
            return;
        }
        // What is left are letters and digits alone: no operator of the query language gets through.
        List<String> words = Arrays.stream(text.split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> "'" + word + "'")
                .collect(Collectors.toCollection(ArrayList::new));
        if (words.isEmpty()) {
            conditions.add("false");
            return;
        }
        words.set(words.size() - 1, words.getLast() + ":*");
        conditions.add("c.words @@ to_tsquery('simple', %s)".formatted(bind(String.join(" & ", words))));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }
}
