-- Substring search over names; the extension is trusted, so the owner of the database may create it.
create extension if not exists pg_trgm;

create sequence customer_number;

create table account (
    id              uuid primary key,
    username        text        not null,
    email           text        not null,
    password_hash   text        not null, -- PHC string format
    first_name      text        not null,
    last_name       text        not null,
    phone           text,
    address         text,
    customer_number text        not null constraint account_customer_number_key unique,
    role            text        not null check (role in ('user', 'agent', 'admin')),
    active          boolean     not null,
    available       boolean     not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    version         bigint      not null,
    search_text     text        not null generated always as (
        lower(first_name || ' ' || last_name || ' - ' || email || E'\n' || username)) stored
);
-- Unique ignoring case; the first also carries the order of the list of accounts.
create unique index account_username_key on account (lower(username));
create unique index account_email_key on account (lower(email));
-- Serves `search_text like '%part%'`.
create index account_by_part_of_name on account using gin (search_text gin_trgm_ops);
-- Staff in the order of their list: few among many, listed to be assigned and counted before an admin goes.
create index account_staff on account (lower(username)) where role <> 'user';

create table user_session (
    id           uuid primary key,
    account_id   uuid        not null references account on delete cascade,
    user_agent   text,
    address      text,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz
);
-- Where one is signed in, newest first.
create index user_session_alive on user_session (account_id, created_at desc, id desc) where ended_at is null;
-- Read by the clean-up alone.
create index user_session_by_expiry on user_session (expires_at);
-- Read when an instance starts.
create index user_session_ended on user_session (ended_at) where ended_at is not null;

-- Tokens are random, so a plain SHA-256 of one tells nothing about it. Spent ones are kept as long as their session,
-- because using one again is what gives a thief away.
create table refresh_token (
    token_hash text primary key, -- base64url,
    session_id uuid        not null references user_session on delete cascade,
    spent_at   timestamptz
);
create index refresh_token_by_session on refresh_token (session_id);

-- Failed sign-ins of the last minutes, by account and by address. Refused attempts leave no row, so one subject has
-- about a dozen rows at most, and the clean-up deletes what is too old to count.
create table login_failure (
    subject   text        not null,
    failed_at timestamptz not null
);
create index login_failure_by_subject on login_failure (subject, failed_at desc);
create index login_failure_by_age on login_failure (failed_at);

create table signing_key (
    kid                text primary key,
    public_key         bytea       not null, -- X.509
    sealed_private_key bytea       not null, -- AES-256-GCM over PKCS #8: nonce, then ciphertext with tag
    created_at         timestamptz not null,
    signs_from         timestamptz not null
);

-- Append-only: security events. Persons appear by id alone, so that an erased person leaves no name here.
create table audit_entry (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    action     text        not null,
    actor_id   uuid,
    subject_id uuid,
    address    text,
    detail     text
);
-- The list, filtered by whom it is about.
create index audit_entry_by_subject on audit_entry (subject_id, id desc);
create index audit_entry_by_actor on audit_entry (actor_id, id desc);

-- What is known of each complaint: the version tells a repeated or late event from news.
create table complaint_workload (
    complaint_id bigint primary key,
    version      bigint  not null,
    assignee_id  uuid,
    active       boolean not null
);
-- Answers "how many active complaints has this agent".
create index complaint_workload_active on complaint_workload (assignee_id) where active;
