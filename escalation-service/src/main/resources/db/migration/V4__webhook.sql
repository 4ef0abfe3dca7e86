-- Whom events are sent to.
create table webhook (
    id           uuid        primary key,
    url          text        not null,
    events       text[]      not null,
    secret       text        not null, -- sealed if there is a key for it, see WebhookSecrets
    active       boolean     not null,
    failures     integer     not null, -- in a row
    paused_until timestamptz,          -- after too many of them
    created_at   timestamptz not null,
    version      bigint      not null
);
create index webhook_oldest_first on webhook (created_at, id);

create table webhook_delivery (
    id              uuid        primary key,
    webhook_id      uuid        not null references webhook on delete cascade,
    event_id        text        not null,
    event_type      text        not null,
    body            text        not null, -- byte for byte the same at every attempt
    state           text        not null default 'waiting' check (state in ('waiting', 'delivered', 'given_up')),
    attempts        integer     not null default 0,
    created_at      timestamptz not null,
    queued_at       timestamptz not null, -- creation, or the last replay
    next_attempt_at timestamptz not null,
    last_status     integer,
    last_error      text,
    delivered_at    timestamptz,
    unique (webhook_id, event_id)
);
create index webhook_delivery_waiting on webhook_delivery (next_attempt_at) where state = 'waiting';
create index webhook_delivery_newest_first on webhook_delivery (webhook_id, created_at desc, id desc);
create index webhook_delivery_by_age on webhook_delivery (queued_at);
