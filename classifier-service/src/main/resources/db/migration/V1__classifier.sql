-- What was suggested for a complaint, and what people chose in the end. No texts.
create table suggestion (
    complaint_id        bigint primary key,
    source              text             not null check (source in ('gemini', 'fallback')),
    model               text             not null,
    category            text             not null,
    priority            text             not null,
    category_asked      boolean          not null, -- nobody had chosen one
    priority_asked      boolean          not null,
    category_confidence double precision not null check (category_confidence between 0 and 1),
    priority_confidence double precision not null check (priority_confidence between 0 and 1),
    suggested_at        timestamptz      not null,
    chosen_category     text,
    chosen_priority     text,
    chosen_at           timestamptz,               -- null: people have not decided yet
    chosen_version      bigint           not null default 0
);
-- The agreement of a day is counted by it.
create index suggestion_by_choice on suggestion (chosen_at) where chosen_at is not null;

-- What Gemini has cost on a day (UTC), paid in advance: all replicas share the row.
create table gemini_budget (
    day      date primary key,
    requests bigint not null,
    tokens   bigint not null
);

-- How many texts were classified on a day (UTC), and how many did not need to be.
create table daily_usage (
    day        date   not null,
    source     text   not null check (source in ('gemini', 'fallback')),
    requests   bigint not null,
    cache_hits bigint not null,
    primary key (day, source)
);
