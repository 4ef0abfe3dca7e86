-- A complaint's row tells by itself whether there is more of it to read, which mostly there is not.
alter table complaint
    add column image_count     smallint not null default 0,
    add column duplicate_count smallint not null default 0;

-- What changes neither a key nor anything else that lists know is not written again.
create or replace function keep_complaint_key() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into complaint_key (id, created_at, updated_at, parent_id, created_by, assigned_to, service_type_id, facet)
        values (new.id, new.created_at, new.updated_at, new.parent_id, new.created_by,
            coalesce(new.assigned_to, '00000000-0000-0000-0000-000000000000'), new.service_type_id,
            complaint_facet(new.status, new.priority, new.category));
    elsif tg_op = 'UPDATE' then
        if (old.created_at, old.updated_at, old.parent_id, old.created_by, old.assigned_to, old.service_type_id,
                old.status, old.priority, old.category)
                is not distinct from (new.created_at, new.updated_at, new.parent_id, new.created_by, new.assigned_to,
                new.service_type_id, new.status, new.priority, new.category) then
            return null;
        end if;
        update complaint_key
        set created_at = new.created_at, updated_at = new.updated_at, parent_id = new.parent_id,
            created_by = new.created_by, service_type_id = new.service_type_id,
            assigned_to = coalesce(new.assigned_to, '00000000-0000-0000-0000-000000000000'),
            facet = complaint_facet(new.status, new.priority, new.category)
        where id = new.id;
    else
        delete from complaint_key where id = old.id;
    end if;
    return null;
end $$;

-- Names are known by heart (KnownNames); whoever knows them is told when they change.
create function announce_name() returns trigger language plpgsql as $$
begin
    perform pg_notify('recourse_names', tg_table_name || ' ' || old.id);
    return null;
end $$;
create trigger person_renamed after update of username, name or delete on person
    for each row execute function announce_name();
create trigger service_type_renamed after update of name or delete on service_type
    for each row execute function announce_name();
