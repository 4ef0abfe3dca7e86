-- Creations that were asked for with an Idempotency-Key, so that asking again gives the first answer again.
-- The row is written in the transaction of the creation; the answer follows when it has been made.
create table idempotency_key (
    caller      text        not null,
    key         text        not null,
    fingerprint text        not null,
    created_at  timestamptz not null,
    status      smallint,
    headers     text,
    body        text,
    primary key (caller, key)
);
create index idempotency_key_by_age on idempotency_key (created_at);
