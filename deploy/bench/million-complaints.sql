-- A desk of three growing years, for ComplaintLists.java: a million complaints, most of them closed, by 20 000 customers and
-- 100 agents, both by a power law (one customer filed 5 %, the busiest agent works on 10 %). Words follow Zipf's law, and some
-- are of known frequency: `the` is in every complaint, `invoice` in 30 %, `leakage` in 5 %, `pressure` in 1 %, `sulphur` in
-- 0.1 %, `xylophone` in about twenty, `analogue` in 40 % of the older half alone. It is for a throw-away database that the
-- service has migrated, run by a superuser (it takes a few minutes):
--   psql -f deploy/bench/million-complaints.sql complaint

\set ON_ERROR_STOP on
set synchronous_commit = off;
\if :{?complaints} \else \set complaints 1000000 \endif
select setseed(0.42) \g /dev/null
-- No triggers and no checks of foreign keys while loading: what is loaded refers to what exists.
set session_replication_role = replica;

insert into person (id, username, name, role, active, available)
select md5('user' || n)::uuid, 'user' || n, 'User ' || n, 'user', true, false from generate_series(1, 20000) n;
insert into person (id, username, name, role, active, available)
select md5('agent' || n)::uuid, 'agent' || n, 'Agent ' || n, 'agent', true, n % 3 > 0 from generate_series(1, 100) n;
insert into person (id, username, name, role, active, available)
values (md5('admin1')::uuid, 'admin1', 'Admin 1', 'admin', true, false);
-- The sixth, introduced a month ago.
insert into service_type (name) values ('Charging station');

-- 20 000 words by Zipf's law, put together to phrases, of which texts are made.
create temporary table syllable as
select row_number() over () - 1 as n, a || b as text
from unnest('{b,d,f,g,k,l,m,n,p,r,s,t,v,st,tr,pl}'::text[]) a, unnest('{a,e,i,o,u,an,er,in,ol}'::text[]) b;
create temporary table phrase as
select p.n, string_agg(w.text, ' ') as text
from generate_series(0, 19999) p(n)
cross join lateral (select power(20000, random())::int + 0 * p.n as rank from generate_series(1, 6)) r
cross join lateral (
    select string_agg(s.text, '' order by d) as text from generate_series(0, 2) d
    join syllable s on s.n = (r.rank * 7919 / power(144, d)::int) % 144) w
group by p.n;
alter table phrase add primary key (n);
analyze phrase;

create temporary table index_of_complaint as
select indexname, indexdef from pg_indexes
where schemaname = 'public' and tablename in ('complaint', 'complaint_key', 'interaction') and indexname !~ '_pkey$';
do $$ declare name text; begin
    for name in select indexname from index_of_complaint loop execute 'drop index ' || name; end loop;
end $$;

insert into complaint (version, activity_version, title, description, status, priority, category, priority_chosen,
    category_chosen, classified_by, visibility, service_type_id, parent_id, created_by, assigned_to, resolution,
    escalation_level, created_at, updated_at, image_count)
select 3, 2, initcap(t.text),
    'The ' || a.text || ' '
        || case when r.words < 0.30 then 'invoice ' else '' end
        || case when r.words between 0.27 and 0.32 then 'leakage ' else '' end
        || case when r.words between 0.50 and 0.51 then 'pressure ' else '' end
        || case when r.words between 0.700 and 0.701 then 'sulphur ' else '' end
        || case when r.words between 0.90000 and 0.90002 then 'xylophone ' else '' end
        -- A word of the past: everywhere in the first half, never since.
        || case when c.n < :complaints / 2 and r.words < 0.4 then 'analogue ' else '' end
        || b.text || '. ' || d.text || ' ' || e.text || '.',
    st.status,
    case when r.priority < 0.25 then 'low' when r.priority < 0.80 then 'medium' when r.priority < 0.97 then 'high'
         else 'critical' end,
    case when r.category < 0.40 then 'billing' when r.category < 0.75 then 'technical' when r.category < 0.90 then 'account'
         else 'general' end,
    r.person < 0.2, r.person < 0.2, 'fallback',
    case when r.visibility < 0.05 then 'public' else 'private' end,
    case when created > now() - interval '30 days' and r.service < 0.1 then 6 when r.service < 0.3 then null
         when r.service < 0.6 then 4 when r.service < 0.8 then 2 when r.service < 0.9 then 3 when r.service < 0.98 then 1
         else 5 end,
    -- An incident with 5 000 complaints, and families of a few.
    case when c.n between 600000 and 605000 then 599999 when r.family < 0.02 then greatest(1, c.n - 1 - (r.family * 5000)::int) end,
    case when r.person < 0.01 then md5('agent' || power(100, r.creator)::int)::uuid
         else md5('user' || power(20000, r.creator)::int)::uuid end,
    case when st.status <> 'open' and r.assigned < 0.92 or r.assigned < 0.5 then
         md5('agent' || power(100, r.assignee)::int)::uuid end,
    case when st.status in ('resolved', 'closed') then 'Done' end,
    case when st.status = 'escalated' then 1 else 0 end,
    created, least(now(), created + interval '20 days' * -ln(1 - r.life)),
    -- The tenth that gets an image below.
    case when c.n % 10 = 0 then 1 else 0 end
from generate_series(1, :complaints) c(n)
cross join lateral (
    select random() + 0 * c.n as words, random() as priority, random() as category, random() as person,
        random() as visibility, random() as service, random() as family, random() as creator, random() as assigned,
        random() as assignee, random() as life, random() as stage, random() as p1, random() as p2, random() as p3,
        random() as p4, random() as p5) r
cross join lateral (select now() - interval '1095 days' * (1 - sqrt(c.n::float8 / :complaints)) as created) at
cross join lateral (
    select case
        when created < now() - interval '40 days' then
            case when r.stage < 0.80 then 'closed' when r.stage < 0.92 then 'resolved' when r.stage < 0.995 then 'cancelled'
                 when r.stage < 0.998 then 'on_hold' when r.stage < 0.9995 then 'in_progress' else 'escalated' end
        else
            case when r.stage < 0.25 then 'open' when r.stage < 0.50 then 'in_progress' when r.stage < 0.58 then 'on_hold'
                 when r.stage < 0.60 then 'escalated' when r.stage < 0.85 then 'resolved' when r.stage < 0.95 then 'closed'
                 else 'cancelled' end
        end as status) st
join phrase t on t.n = (r.p1 * 19999)::int
join phrase a on a.n = (r.p2 * 19999)::int
join phrase b on b.n = (r.p3 * 19999)::int
join phrase d on d.n = (r.p4 * 19999)::int
join phrase e on e.n = (r.p5 * 19999)::int
order by c.n;

-- The deputy of a department that is no more: many complaints, none of them of late.
update complaint set assigned_to = md5('agent100')::uuid where id < 100000 and assigned_to = md5('agent5')::uuid;
insert into complaint_key (id, created_at, updated_at, parent_id, created_by, assigned_to, service_type_id, facet)
select id, created_at, updated_at, parent_id, created_by, coalesce(assigned_to, '00000000-0000-0000-0000-000000000000'),
    service_type_id, complaint_facet(status, priority, category)
from complaint order by created_at, id;

insert into complaint_image (complaint_id, media_key, content_type, size_bytes, width, height, sha256, created_at)
select n * 10, 'key' || n, 'image/png', 4000, 100, 100, '', now() from generate_series(1, :complaints / 10) n;
-- One complaint with 10 000 comments and as many changes; the others have few.
insert into complaint_comment (complaint_id, author_id, author_role, body, internal, created_at)
select case when n % 100 = 0 then 1000 else (random() * (:complaints - 1))::int + 1 end, md5('agent' || n % 100 + 1)::uuid,
    'agent', 'We look into it.', n % 5 = 0, now() - interval '1 s' * (:complaints - n)
from generate_series(1, :complaints) n;
insert into complaint_history (complaint_id, version, happened_at, type, actor_id, actor_role, internal, changes, hash)
select case when n % 100 = 0 then 1000 else (random() * (:complaints - 1))::int + 1 end, 2,
    now() - interval '1 s' * (:complaints - n), 'complaint.status_changed', md5('agent' || n % 100 + 1)::uuid, 'agent',
    n % 50 = 0, '{"status": {"from": "open", "to": "in_progress"}}', '\x00'
from generate_series(1, :complaints) n;
insert into interaction (complaint_id, type, duration_seconds, occurred_at, recorded_by, created_at, complaint_created_by,
    complaint_assigned_to)
select c.id, 'call', 60, c.created_at + interval '1 hour', c.assigned_to, c.created_at + interval '1 hour', c.created_by,
    c.assigned_to
from complaint c where c.assigned_to is not null and c.id % 2 = 0 order by c.id;

do $$ declare definition text; begin
    for definition in select indexdef from index_of_complaint loop execute definition; end loop;
end $$;

-- The counts, as the nightly comparison would correct them.
insert into complaint_count (scope, person, status, category, priority, amount, first_filed_at)
select scope, person, status, category, priority, count(*), min(created_at)
from complaint d cross join lateral (values
    ('all', '00000000-0000-0000-0000-000000000000'::uuid),
    ('creator', d.created_by),
    (case when d.assigned_to is null then 'unassigned' else 'assignee' end,
        coalesce(d.assigned_to, '00000000-0000-0000-0000-000000000000'::uuid)),
    (case when d.assigned_to is null then 'creator_unassigned'
          when d.assigned_to = d.created_by then 'creator_assignee' end, d.created_by)) as s (scope, person)
where scope is not null
group by scope, person, status, category, priority
on conflict (scope, person, status, category, priority) do update set amount = excluded.amount;

set session_replication_role = origin;
vacuum analyze;
