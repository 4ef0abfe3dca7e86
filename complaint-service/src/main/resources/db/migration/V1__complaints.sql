-- Who is who, as identity's events tell; a caller who is not in it yet is entered from the claims of the token.
create table person (
    id        uuid primary key,
    username  text    not null,
    name      text    not null,
    role      text    not null check (role in ('user', 'agent', 'admin')),
    active    boolean not null,
    available boolean not null
);
create index person_by_username on person (lower(username));

create table service_type (
    id          integer generated always as identity primary key,
    name        text    not null,
    description text,
    active      boolean not null default true
);
create unique index service_type_by_name on service_type (lower(name));
insert into service_type (name, description) values
    ('New connection', 'A connection or contract that does not exist yet'),
    ('Leak or outage', 'Supply that leaks, fails or has stopped'),
    ('Meter reading', 'Meters, readings and estimates'),
    ('Billing query', 'Invoices, payments and tariffs'),
    ('Other', null);

create table complaint (
    id                 bigint generated always as identity primary key,
    -- Grows by one with every event of the complaint, without gaps: consumers order events by it.
    version            integer     not null,
    -- The version of the last event that restarts or ends the escalation clock.
    activity_version   integer     not null,
    title              text        not null,
    description        text        not null,
    status             text        not null
        check (status in ('open', 'in_progress', 'on_hold', 'escalated', 'resolved', 'closed', 'cancelled')),
    priority           text        not null check (priority in ('low', 'medium', 'high', 'critical')),
    priority_rank      smallint    not null generated always as (
        case priority when 'low' then 1 when 'medium' then 2 when 'high' then 3 else 4 end) stored,
    category           text        not null check (category in ('billing', 'technical', 'account', 'general')),
    -- Whether a person chose the value: then the classifier's suggestion for it comes too late.
    priority_chosen    boolean     not null,
    category_chosen    boolean     not null,
    classified_by      text check (classified_by in ('user', 'gemini', 'fallback')),
    visibility         text        not null check (visibility in ('private', 'public')),
    service_type_id    integer references service_type,
    parent_id          bigint references complaint on delete set null,
    created_by         uuid        not null references person,
    assigned_to        uuid references person,
    resolution         text,
    escalation_level   smallint    not null default 0 check (escalation_level between 0 and 3),
    reopen_count       integer     not null default 0,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    first_response_at  timestamptz,
    resolved_at        timestamptz,
    closed_at          timestamptz,
    -- Language-neutral: a desk gets complaints in any language.
    words              tsvector    not null generated always as (to_tsvector('simple', title || ' ' || description)) stored
);

-- Lists page by keyset over (sort key, id); one index for each way in which rows become visible or are filtered.
create index complaint_by_created on complaint (created_at, id);
create index complaint_by_updated on complaint (updated_at, id);
create index complaint_by_priority on complaint (priority_rank, id);
create index complaint_of_creator_by_created on complaint (created_by, created_at, id);
create index complaint_of_assignee_by_created on complaint (assigned_to, created_at, id);
-- The work of an agent, for who is to get the next complaint.
create index complaint_active_of_assignee on complaint (assigned_to, id)
    where status in ('open', 'in_progress', 'on_hold', 'escalated');
create index complaint_by_status_and_created on complaint (status, created_at, id);
create index complaint_by_parent on complaint (parent_id) where parent_id is not null;
create index complaint_by_service_type on complaint (service_type_id) where service_type_id is not null;
create index complaint_words on complaint using gin (words);

create table complaint_comment (
    id           bigint generated always as identity primary key,
    complaint_id bigint      not null references complaint on delete cascade,
    author_id    uuid        not null references person,
    author_role  text        not null,
    body         text        not null,
    internal     boolean     not null,
    created_at   timestamptz not null
);
create index complaint_comment_in_order on complaint_comment (complaint_id, id);

create table complaint_image (
    id           bigint generated always as identity primary key,
    complaint_id bigint      not null references complaint on delete cascade,
    media_key    text        not null unique,
    content_type text        not null,
    size_bytes   bigint      not null,
    width        integer     not null,
    height       integer     not null,
    sha256       text        not null,
    created_at   timestamptz not null
);
create index complaint_image_in_order on complaint_image (complaint_id, id);

-- Media whose row is gone and whose bytes are still there; written in the transaction that removes the row.
create table media_deletion (
    media_key  text primary key,
    decided_at timestamptz not null
);

-- Append-only: what changed, when, by whom.
create table complaint_history (
    id            bigint generated always as identity primary key,
    complaint_id  bigint      not null references complaint on delete cascade,
    version       integer     not null,
    happened_at   timestamptz not null,
    type          text        not null,
    actor_id      uuid,
    actor_role    text,
    actor_service text,
    -- Hidden from customers.
    internal      boolean     not null,
    changes       jsonb       not null
);
create index complaint_history_in_order on complaint_history (complaint_id, id);
