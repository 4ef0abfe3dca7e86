-- Members of staff who have left the desk, until the active complaints that they had are nobody's.
create table departure (
    person_id uuid primary key references person,
    -- How often they left since they stand here: whoever left again meanwhile is not done with.
    times     integer not null default 1
);

create function note_departure() returns trigger language plpgsql as $$
begin
    insert into departure as d (person_id) values (new.id) on conflict (person_id) do update set times = d.times + 1;
    return null;
end $$;

create trigger person_left after update on person for each row
    when (old.active and old.role <> 'user' and not (new.active and new.role <> 'user'))
    execute function note_departure();

-- Those who left before anybody looked after it.
insert into departure (person_id)
select p.id from person p
where not (p.active and p.role <> 'user') and exists (
    select from complaint c
    where c.assigned_to = p.id and c.status in ('open', 'in_progress', 'on_hold', 'escalated'));
