-- Lists at any size. What they filter and order by and what changes stands in narrow rows of their own, kept by triggers,
-- with the indexes over it: a change of status enters one narrow row into them, while the wide row of the complaint and the
-- index of its words are left alone. Everything here is added; the previous version works on while this one starts.
--
-- The backfill is one statement over the whole table. Whoever writes complaints waits until the migration has committed,
-- readers do not.

-- Status, priority and category in one number, the active statuses first: status * 16 + priority * 4 + category, each
-- counted from 0 in the order of its enum (the class Facets says the same).
create function complaint_facet(status text, priority text, category text) returns smallint
language sql immutable parallel safe return
    (case status when 'open' then 0 when 'in_progress' then 16 when 'on_hold' then 32 when 'escalated' then 48
        when 'resolved' then 64 when 'closed' then 80 else 96 end
    + case priority when 'low' then 0 when 'medium' then 4 when 'high' then 8 else 12 end
    + case category when 'billing' then 0 when 'technical' then 1 when 'account' then 2 else 3 end)::smallint;

create table complaint_key (
    id              bigint      primary key,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    parent_id       bigint,
    created_by      uuid        not null,
    assigned_to     uuid        not null, -- the nil UUID where it is nobody: a value, so that an index has an order behind it
    service_type_id integer,
    facet           smallint    not null
);

create function keep_complaint_key() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into complaint_key (id, created_at, updated_at, parent_id, created_by, assigned_to, service_type_id, facet)
        values (new.id, new.created_at, new.updated_at, new.parent_id, new.created_by,
            coalesce(new.assigned_to, '00000000-0000-0000-0000-000000000000'), new.service_type_id,
            complaint_facet(new.status, new.priority, new.category));
    elsif tg_op = 'UPDATE' then
        update complaint_key
        set created_at = new.created_at, updated_at = new.updated_at, parent_id = new.parent_id,
            created_by = new.created_by, service_type_id = new.service_type_id,
            assigned_to = coalesce(new.assigned_to, '00000000-0000-0000-0000-000000000000'),
            facet = complaint_facet(new.status, new.priority, new.category)
        where id = new.id;
    else
        delete from complaint_key where id = old.id;
    end if;
    return null;
end $$;

-- Before the backfill: its lock keeps writers out until both are committed.
create trigger complaint_key_kept after insert or update or delete on complaint
    for each row execute function keep_complaint_key();

insert into complaint_key (id, created_at, updated_at, parent_id, created_by, assigned_to, service_type_id, facet)
select id, created_at, updated_at, parent_id, created_by, coalesce(assigned_to, '00000000-0000-0000-0000-000000000000'),
    service_type_id, complaint_facet(status, priority, category)
from complaint order by created_at, id;

-- All complaints by their last change; with it goes the time of filing, for which it is searched.
create index complaint_key_by_updated on complaint_key (updated_at, id) include (created_at);
-- All of some facets: a list merges the beginnings of one range for each, so that rare ones are found without a walk.
create index complaint_key_by_facet_and_created on complaint_key (facet, created_at, id);
create index complaint_key_by_facet_and_updated on complaint_key (facet, updated_at, id);
-- What somebody (or nobody) works on, and what somebody filed, of some facets or of all.
create index complaint_key_of_assignee_by_facet_and_created on complaint_key (assigned_to, facet, created_at, id);
create index complaint_key_of_assignee_by_facet_and_updated on complaint_key (assigned_to, facet, updated_at, id);
create index complaint_key_of_creator_by_facet_and_created on complaint_key (created_by, facet, created_at, id);
create index complaint_key_of_creator_by_facet_and_updated on complaint_key (created_by, facet, updated_at, id);
-- What agents see first, and search: all that they work on, newest first.
create index complaint_key_of_assignee_by_created on complaint_key (assigned_to, created_at, id);
analyze complaint_key;

-- What never changes has its indexes on the complaints: those in the order of filing, of all (complaint_by_created), of
-- somebody (complaint_of_creator_by_created), and these.
create index complaint_of_service_type_by_created on complaint (service_type_id, created_at, id)
    where service_type_id is not null;
create index complaint_of_parent_by_created on complaint (parent_id, created_at, id) where parent_id is not null;
