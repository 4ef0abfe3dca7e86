-- Grows with every change, for entity tags.
alter table service_type add column version integer not null default 1;
