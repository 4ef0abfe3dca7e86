-- A key is published long before it signs: signs_from is null while it waits for its turn.
alter table signing_key alter column signs_from drop not null;
-- From then on every service that meets the key may fetch the key set anew.
alter table signing_key add column ready_at timestamptz;
update signing_key set ready_at = signs_from;
alter table signing_key alter column ready_at set not null;
