-- What the classifier says beside category and priority, for staff alone; null where it is switched off or says nothing.
alter table complaint
    add column summary        text,
    add column summary_source text check (summary_source in ('gemini', 'fallback')),
    add column language       text;

-- Earlier complaints that a complaint may repeat. They go with either of the two.
create table duplicate_candidate (
    complaint_id bigint           not null references complaint on delete cascade,
    earlier_id   bigint           not null references complaint on delete cascade,
    similarity   double precision not null check (similarity between 0 and 1),
    primary key (complaint_id, earlier_id)
);
-- For the deletion of the earlier one.
create index duplicate_candidate_by_earlier on duplicate_candidate (earlier_id);
