-- The public board: newest first.
create index complaint_on_board on complaint (created_at, id) where visibility = 'public';

-- Calls, visits and the like that staff record.
create table interaction (
    id               bigint generated always as identity primary key,
    complaint_id     bigint      not null references complaint on delete cascade,
    type             text        not null check (type in ('call', 'email', 'chat', 'visit')),
    duration_seconds integer     not null check (duration_seconds >= 0),
    notes            text,
    occurred_at      timestamptz not null,
    recorded_by      uuid        not null references person,
    created_at       timestamptz not null
);
create index interaction_in_order on interaction (complaint_id, id);
