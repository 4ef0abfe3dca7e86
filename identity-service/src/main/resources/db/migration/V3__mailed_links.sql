alter table account add column email_verified boolean not null default false;

-- A link that is owed to somebody, or was mailed: a newer one for the same purpose takes the place of the older.
-- Its token is made when the mail leaves, so that its text is nowhere but in the mail.
create table mailed_link (
    account_id      uuid        not null references account on delete cascade,
    purpose         text        not null check (purpose in ('password_reset', 'email_verification')),
    requested_at    timestamptz not null,
    next_attempt_at timestamptz, -- null: sent
    attempts        integer     not null default 0,
    last_error      text,
    token_hash      text constraint mailed_link_token_key unique, -- base64url of SHA-256; null before the first attempt
    expires_at      timestamptz,
    primary key (account_id, purpose)
);
-- Walked along by those who send: few of all.
create index mailed_link_waiting on mailed_link (next_attempt_at) where next_attempt_at is not null;
-- Read by the clean-up alone.
create index mailed_link_by_expiry on mailed_link (expires_at) where next_attempt_at is null;

-- How often somebody has asked since an instant for what is not free of charge: one row a subject.
create table request_count (
    subject  text primary key,
    since    timestamptz not null,
    requests integer     not null
);
-- Read by the clean-up alone.
create index request_count_by_age on request_count (since);
