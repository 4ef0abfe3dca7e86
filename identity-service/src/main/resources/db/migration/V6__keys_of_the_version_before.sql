-- The version before, which may still run, makes keys that sign at once and knows nothing of this.
alter table signing_key alter column ready_at set default now();
