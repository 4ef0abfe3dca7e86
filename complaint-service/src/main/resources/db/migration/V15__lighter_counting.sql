-- Readers look at all notes, of which there are those of a second: nobody ever looks for one person's.
drop index count_delta_of_creator, count_delta_of_assignee;

-- What a change takes from one count and adds to another is noted by one statement.
create or replace function count_complaint() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if (old.assigned_to, old.status, old.category, old.priority)
                is not distinct from (new.assigned_to, new.status, new.category, new.priority) then
            return null;
        end if;
        insert into count_delta (created_by, assigned_to, status, category, priority, amount, filed_at)
        values (old.created_by, old.assigned_to, old.status, old.category, old.priority, -1, null),
            (new.created_by, new.assigned_to, new.status, new.category, new.priority, 1, new.created_at);
        if new.status <> old.status and new.status in ('resolved', 'escalated') then
            insert into activity_delta (day, kind) values ((new.updated_at at time zone 'UTC')::date, new.status);
        end if;
    elsif tg_op = 'INSERT' then
        insert into count_delta (created_by, assigned_to, status, category, priority, amount, filed_at)
        values (new.created_by, new.assigned_to, new.status, new.category, new.priority, 1, new.created_at);
        insert into activity_delta (day, kind) values ((new.updated_at at time zone 'UTC')::date, 'opened');
    else
        insert into count_delta (created_by, assigned_to, status, category, priority, amount)
        values (old.created_by, old.assigned_to, old.status, old.category, old.priority, -1);
    end if;
    return null;
end $$;
