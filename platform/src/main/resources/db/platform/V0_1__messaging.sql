-- Events that were decided in a transaction and wait to be published, in the order of their ids.
-- A published row is deleted, so the table stays as small as the backlog.
create table outbox (
    id          bigint generated always as identity primary key,
    topic       text        not null,
    message_key text        not null,
    event_id    uuid        not null,
    event_type  text,
    subject     text,
    occurred_at timestamptz not null,
    traceparent text,
    data        text -- null: a tombstone
);

-- Messages that have had their effect, so that a second delivery has none.
create table inbox (
    consumer    text        not null,
    event_id    text        not null,
    received_at timestamptz not null,
    primary key (consumer, event_id)
);
-- Read by the clean-up alone, which deletes the oldest first.
create index inbox_by_age on inbox (received_at);

-- The last key set that identity published, so that a service starts and verifies tokens while identity is down.
create table verification_key_set (
    only_row   boolean primary key default true check (only_row),
    document   text        not null,
    fetched_at timestamptz not null
);
