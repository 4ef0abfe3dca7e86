-- Statistics without counting: every change of a complaint leaves what it changed about the counts, as rows that are only
-- ever inserted (so writers wait for nobody), and a job folds them into the counts. A reader adds what is not folded yet.
create table count_delta (
    id          bigint generated always as identity primary key,
    created_by  uuid     not null,
    assigned_to uuid,
    status      text     not null,
    category    text     not null,
    priority    text     not null,
    amount      smallint not null,
    filed_at    timestamptz
);
create index count_delta_of_creator on count_delta (created_by);
create index count_delta_of_assignee on count_delta (assigned_to);

-- Scopes: all, creator, assignee, unassigned; and the overlaps creator_assignee (somebody's own that they work on) and
-- creator_unassigned (somebody's own that nobody works on), which callers who see several scopes would count twice.
create table complaint_count (
    scope    text   not null,
    person   uuid   not null, -- the null UUID where the scope has no person
    status   text   not null,
    category text   not null,
    priority text   not null,
    amount   bigint not null,
    first_filed_at timestamptz,
    primary key (scope, person, status, category, priority)
);

-- What happened on each day, for the reports. Sharded, so that writers of one day do not queue behind one row.
create table activity_count (
    day    date     not null,
    kind   text     not null check (kind in ('opened', 'resolved', 'escalated')),
    shard  smallint not null,
    amount bigint   not null,
    primary key (day, kind, shard)
);

create function count_complaint() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        if tg_op = 'UPDATE' and (old.assigned_to, old.status, old.category, old.priority)
                is not distinct from (new.assigned_to, new.status, new.category, new.priority) then
            return null;
        end if;
        insert into count_delta (created_by, assigned_to, status, category, priority, amount)
        values (old.created_by, old.assigned_to, old.status, old.category, old.priority, -1);
    end if;
    if tg_op <> 'DELETE' then
        insert into count_delta (created_by, assigned_to, status, category, priority, amount, filed_at)
        values (new.created_by, new.assigned_to, new.status, new.category, new.priority, 1, new.created_at);
        if tg_op = 'INSERT' or (new.status is distinct from old.status and new.status in ('resolved', 'escalated')) then
            insert into activity_count (day, kind, shard, amount)
            values ((new.updated_at at time zone 'UTC')::date,
                case when tg_op = 'INSERT' then 'opened' else new.status end,
                pg_backend_pid() % 64, 1)
            on conflict (day, kind, shard) do update set amount = activity_count.amount + 1;
        end if;
    end if;
    return null;
end $$;

-- What is there already.
insert into complaint_count (scope, person, status, category, priority, amount, first_filed_at)
select scope, person, status, category, priority, count(*), min(created_at)
from complaint c cross join lateral (values
    ('all', '00000000-0000-0000-0000-000000000000'::uuid),
    ('creator', c.created_by),
    (case when c.assigned_to is null then 'unassigned' else 'assignee' end,
        coalesce(c.assigned_to, '00000000-0000-0000-0000-000000000000'::uuid)),
    (case when c.assigned_to is null then 'creator_unassigned'
          when c.assigned_to = c.created_by then 'creator_assignee' end, c.created_by)) as s (scope, person)
where scope is not null
group by scope, person, status, category, priority;

insert into activity_count (day, kind, shard, amount)
select (created_at at time zone 'UTC')::date, 'opened', 0, count(*) from complaint group by 1
union all
select (happened_at at time zone 'UTC')::date, changes -> 'status' ->> 'to', 0, count(*) from complaint_history
where type = 'complaint.status_changed' and changes -> 'status' ->> 'to' in ('resolved', 'escalated') group by 1, 2;

create trigger complaint_counted after insert or update or delete on complaint
    for each row execute function count_complaint();

-- Interactions, counted like complaints' activity.
create table interaction_count (
    recorded_by uuid     not null,
    type        text     not null,
    shard       smallint not null,
    amount      bigint   not null,
    seconds     bigint   not null,
    primary key (recorded_by, type, shard)
);

create function count_interaction() returns trigger language plpgsql as $$
begin
    insert into interaction_count (recorded_by, type, shard, amount, seconds)
    values (coalesce(new.recorded_by, old.recorded_by), coalesce(new.type, old.type), pg_backend_pid() % 16,
        case tg_op when 'INSERT' then 1 else -1 end,
        case tg_op when 'INSERT' then new.duration_seconds else -old.duration_seconds end)
    on conflict (recorded_by, type, shard) do update
        set amount = interaction_count.amount + excluded.amount, seconds = interaction_count.seconds + excluded.seconds;
    return null;
end $$;

insert into interaction_count (recorded_by, type, shard, amount, seconds)
select recorded_by, type, 0, count(*), sum(duration_seconds) from interaction group by 1, 2;

create trigger interaction_counted after insert or delete on interaction
    for each row execute function count_interaction();
