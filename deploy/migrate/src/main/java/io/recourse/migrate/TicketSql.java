package io.recourse.migrate;

import java.util.List;

/** How staged tickets and comments become complaints with their history, in the order of these statements. */
final class TicketSql {

    static final String PEOPLE = """
            create temporary table staged_person (id uuid primary key, username text, name text, role text, active boolean)
            on commit drop""";

    static final String TICKETS = """
            create temporary table staged_ticket (reference text, title text, description text, status text,
                priority text, category text, visibility text, service_type_id integer, parent_reference text,
                created_by uuid, creator_role text, assigned_to uuid, resolution text, created_at timestamptz,
                updated_at timestamptz, first_response_at timestamptz, resolved_at timestamptz, closed_at timestamptz)
            on commit drop""";

    static final String COMMENTS = """
            create temporary table staged_comment (reference text, ticket text, author_id uuid, author_role text,
                body text, internal boolean, created_at timestamptz) on commit drop""";

    /** A statement and what it does, for whoever waits; {@code ?} is the name of the source. */
    record Step(String name, String sql) {}

    static final List<Step> STEPS = List.of(
            new Step("people", """
                    insert into person (id, username, name, role, active, available)
                    select id, username, name, role, active, false from staged_person on conflict (id) do nothing"""),
            new Step("numbers", """
                    create temporary table numbered on commit drop as
                    select *, nextval(pg_get_serial_sequence('complaint', 'id')) as id
                    from (select * from staged_ticket order by created_at, reference) as ordered"""),
            new Step("numbers", "create index on numbered (reference)"),
            new Step("numbers", "analyze numbered"),
            new Step("numbers", """
                    create temporary table spoken on commit drop as
                    select c.*, n.id as complaint_id,
                        nextval(pg_get_serial_sequence('complaint_comment', 'id')) as id
                    from (select * from staged_comment order by created_at, reference) as c
                    join numbered n on n.reference = c.ticket"""),
            // What a complaint went through, as far as a dump tells. The last two entries say where it came from, and
            // that it came just now, which is when the escalation clock of an active one starts.
            new Step("history", """
                    create temporary table entry on commit drop as
                    select complaint_id, happened_at, type, actor_id, actor_role, internal, changes,
                        row_number() over (partition by complaint_id order by last, happened_at, step, tie)::integer
                            as version
                    from (
                        select id as complaint_id, created_at as happened_at, 0 as step, 0::bigint as tie, false as last,
                            'complaint.created' as type, created_by as actor_id, creator_role as actor_role,
                            false as internal, '{}'::jsonb as changes
                        from numbered
                        union all
                        select complaint_id, created_at, 2, id, false, 'complaint.commented', author_id, author_role,
                            internal, '{}'
                        from spoken
                        union all
                        select id, coalesce(resolved_at, closed_at, updated_at), 3, 0, false, 'complaint.status_changed',
                            null, null, false, jsonb_build_object('status', jsonb_build_object('from', 'open', 'to',
                                case when resolved_at is not null then 'resolved' else status end))
                        from numbered where status <> 'open'
                        union all
                        select id, closed_at, 4, 0, false, 'complaint.status_changed', null, null, false,
                            '{"status": {"from": "resolved", "to": "closed"}}'
                        from numbered where status = 'closed' and resolved_at is not null
                        union all
                        select id, now(), 5, 0, true, 'complaint.assigned', null, null, false,
                            jsonb_build_object('assigned_to', jsonb_build_object('from', null, 'to',
                                jsonb_build_object('id', assigned_to)))
                        from numbered where assigned_to is not null
                        union all
                        select id, now(), 6, 0, true, 'complaint.updated', null, null, false,
                            jsonb_build_object('imported_as', jsonb_build_object('from', reference, 'to', id))
                        from numbered
                        union all
                        select id, now(), 7, 0, true, 'complaint.updated', null, null, false,
                            jsonb_build_object('imported_from', jsonb_build_object('from', null, 'to', ?::text))
                        from numbered) as happened"""),
            new Step("history", "create index on entry (complaint_id)"),
            new Step("history", "analyze entry"),
            new Step("complaints", """
                    insert into complaint (id, version, activity_version, title, description, status, priority, category,
                        priority_chosen, category_chosen, classified_by, visibility, service_type_id, created_by,
                        assigned_to, resolution, created_at, updated_at, first_response_at, resolved_at, closed_at)
                    overriding system value
                    select n.id, e.version, e.version - 1, title, description, status, priority, category, true, true,
                        'user', visibility, service_type_id, created_by, assigned_to, resolution, created_at, updated_at,
                        coalesce(first_response_at, first_answer_at),
                        resolved_at, closed_at
                    from numbered n join (
                        select complaint_id, max(version) as version from entry group by complaint_id) as e
                        on e.complaint_id = n.id
                    left join (
                        select complaint_id, min(created_at) as first_answer_at from spoken
                        where author_role <> 'user' and not internal group by complaint_id) as s
                        on s.complaint_id = n.id
                    order by n.id"""),
            // The trigger took the day of the last change for that of the filing; and of the rest it knows nothing.
            new Step("reports", "delete from activity_delta where xmin = pg_current_xact_id()::xid"),
            new Step("reports", """
                    insert into activity_delta (day, kind)
                    select (created_at at time zone 'UTC')::date, 'opened' from numbered
                    union all
                    select (resolved_at at time zone 'UTC')::date, 'resolved' from numbered where resolved_at is not null"""),
            new Step("references", """
                    insert into import_reference (source, kind, reference, id)
                    select ?, 'ticket', reference, id from numbered"""),
            new Step("parents", """
                    update complaint c set parent_id = r.id from numbered n
                    join import_reference r on r.source = ? and r.kind = 'ticket' and r.reference = n.parent_reference
                    where c.id = n.id and exists (select from complaint p where p.id = r.id)"""),
            new Step("comments", """
                    insert into complaint_comment (id, complaint_id, author_id, author_role, body, internal, created_at)
                    overriding system value
                    select id, complaint_id, author_id, author_role, body, internal, created_at from spoken order by id"""),
            new Step("references", """
                    insert into import_reference (source, kind, reference, id)
                    select ?, 'comment', reference, id from spoken"""),
            // In this order: each entry seals the one before it.
            new Step("history", """
                    insert into complaint_history (complaint_id, version, happened_at, type, actor_id, actor_role,
                        actor_service, internal, changes)
                    select complaint_id, version, happened_at, type, actor_id, actor_role,
                        case when actor_id is null then 'import' end, internal, changes
                    from entry order by complaint_id, version"""),
            // Of what is over nobody needs to hear; the clocks, counts and streams of the others begin with this.
            new Step("events", """
                    insert into outbox (topic, message_key, event_id, event_type, subject, occurred_at, data)
                    select 'complaint-events', c.id::text, gen_random_uuid(), 'complaint.updated', c.id::text, now(),
                        json_build_object('id', c.id, 'version', c.version, 'activity_version', c.activity_version,
                            'title', c.title, 'status', c.status, 'priority', c.priority, 'category', c.category,
                            'visibility', c.visibility, 'created_by', json_build_object('id', c.created_by),
                            'assigned_to', case when c.assigned_to is not null
                                then json_build_object('id', c.assigned_to) end,
                            'created_at', to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                            'escalation_level', c.escalation_level, 'actor', json_build_object('service', 'import'),
                            'changes', json_build_object('imported_from', json_build_object('from', null, 'to', ?::text)))::text
                    from complaint c join numbered n on n.id = c.id
                    where c.status in ('open', 'in_progress', 'on_hold', 'escalated') order by c.id"""));

    private TicketSql() {}
}
