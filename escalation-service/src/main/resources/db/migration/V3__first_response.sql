-- Whether staff first answered in time: met or breached, once that is certain.
alter table sla_clock add column first_response text check (first_response in ('met', 'breached'));
-- Reports read the complaints that were filed in a range of time.
create index sla_clock_by_created_at on sla_clock (created_at);
