-- Who sees the complaint of an interaction, with the interaction, so that each caller's latest are a range of an index.
alter table interaction add column complaint_created_by uuid, add column complaint_assigned_to uuid;

create function enter_interaction_people() returns trigger language plpgsql as $$
begin
    -- The complaint is locked by whoever records an interaction or gives it to somebody else.
    select created_by, coalesce(assigned_to, '00000000-0000-0000-0000-000000000000')
    into new.complaint_created_by, new.complaint_assigned_to
    from complaint where id = new.complaint_id;
    return new;
end $$;

-- Whoever filed a complaint stays the same; entered here as well, so that what this has been at needs no backfill.
create function keep_interaction_people() returns trigger language plpgsql as $$
begin
    update interaction
    set complaint_created_by = new.created_by,
        complaint_assigned_to = coalesce(new.assigned_to, '00000000-0000-0000-0000-000000000000')
    where complaint_id = new.id;
    return null;
end $$;

create trigger interaction_people_entered before insert on interaction
    for each row execute function enter_interaction_people();
create trigger interaction_people_kept after update of assigned_to on complaint
    for each row when (old.assigned_to is distinct from new.assigned_to) execute function keep_interaction_people();
