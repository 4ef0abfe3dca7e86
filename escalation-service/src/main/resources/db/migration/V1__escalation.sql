-- What was promised for complaints of a priority. Durations are ISO-8601 texts; null switches a timer off.
create table sla_policy (
    priority              text   primary key check (priority in ('low', 'medium', 'high', 'critical')),
    acknowledge_after     text,
    escalate_after        text,
    first_response_within text,
    calendar              text,
    auto_resolve_mode     text   not null check (auto_resolve_mode in ('never', 'after_reply', 'always')),
    auto_resolve_after    text,
    version               bigint not null
);
insert into sla_policy (priority, acknowledge_after, escalate_after, auto_resolve_mode, auto_resolve_after, version)
values ('low', 'PT0S', 'PT24H', 'never', 'PT72H', 1),
       ('medium', 'PT0S', 'PT4H', 'never', 'PT72H', 1),
       ('high', 'PT0S', 'PT1H', 'never', 'PT72H', 1),
       ('critical', 'PT0S', 'PT15M', 'never', 'PT72H', 1);

-- One complaint's clock: facts from its events, and what was asked of the complaint service because of them.
create table sla_clock (
    complaint_id     bigint        primary key,
    version          bigint        not null, -- of the last event that was applied
    activity_version bigint        not null,
    status           text          not null,
    priority         text          not null references sla_policy,
    level            smallint      not null,
    created_by       uuid          not null,
    assigned_to      uuid,
    created_at       timestamptz   not null,
    opened_at        timestamptz   not null, -- creation, or the last reopening
    started_at       timestamptz   not null, -- opening, or the last activity of staff
    level_at_start   smallint      not null,
    paused_from      timestamptz[] not null, -- pauses since started_at, oldest first
    paused_to        timestamptz[] not null, -- null at the end: the pause that goes on
    acknowledged     boolean       not null,
    answered_at      timestamptz,            -- staff answered then and the customer has been silent since
    first_response_at timestamptz,           -- kept from the first event on: no event can be asked for later
    ended_at         timestamptz,
    deleted          boolean       not null,
    policy_version   bigint        not null, -- the version of its priority's policy that wake_at was computed with
    asked_ids        uuid[]        not null, -- requests for timers that are due, neither granted nor outdated yet
    asked_due_at     timestamptz[] not null,
    asked_at         timestamptz,
    wake_at          timestamptz             -- the next timer's due time, or when to ask again; null: nothing to do
);
-- The loop takes what is due from the front of this index and sleeps until the first entry that is left.
create index sla_clock_by_wake_at on sla_clock (wake_at) where wake_at is not null;
-- After a policy has changed: running clocks that were computed with an older version, first those that started first,
-- for they are the likeliest to be due by the new one.
create index sla_clock_by_policy_version on sla_clock (priority, policy_version, started_at) where ended_at is null;

create table escalation (
    id           bigint generated always as identity primary key,
    complaint_id bigint      not null,
    event_id     text        not null unique, -- of the event that told of it
    level        smallint    not null,
    priority     text        not null,
    due_at       timestamptz,                 -- null: a person escalated, no timer
    escalated_at timestamptz not null
);
create index escalation_newest_first on escalation (escalated_at desc, id desc);
create index escalation_of_complaint on escalation (complaint_id, escalated_at desc, id desc);

-- Who is who, from identity's topic. Of an erased person only the id is left, so that nobody waits for an address.
create table person (
    id       uuid        primary key,
    username text,
    name     text,
    email    text,
    role     text,
    active   boolean     not null,
    erased   boolean     not null,
    as_of    timestamptz not null
);
create index person_admins on person (id) where role = 'admin' and active;

create table mail (
    id              bigint generated always as identity primary key,
    complaint_id    bigint      not null,
    event_id        text        not null, -- the transition's event: one mail for it and each recipient
    recipient_id    uuid        not null,
    to_creator      boolean     not null,
    transition      text        not null check (transition in ('in_progress', 'resolved', 'escalated')),
    level           smallint    not null,
    priority        text        not null,
    title           text        not null,
    resolution      text,
    occurred_at     timestamptz not null,
    state           text        not null default 'waiting' check (state in ('waiting', 'sent', 'dropped', 'given_up')),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz,          -- null: the recipient's address is not known yet
    address         text,                 -- where it was sent to
    sent_at         timestamptz,
    last_error      text,
    unique (event_id, recipient_id)
);
create index mail_waiting on mail (next_attempt_at) where state = 'waiting' and next_attempt_at is not null;
create index mail_parked on mail (recipient_id) where state = 'waiting' and next_attempt_at is null;
-- Mails about one complaint leave in their order: the next one waits for the one before.
create index mail_waiting_in_order on mail (complaint_id, recipient_id, id) where state = 'waiting';
create index mail_of_recipient on mail (recipient_id);
create index mail_of_complaint on mail (complaint_id);
