-- The history is append-only, and each entry seals those before it: its hash is over the hash of the one before and all
-- that it says itself. Who changes, adds or removes an entry behind the service's back breaks the chain.
alter table complaint_history add column hash bytea;

create function history_hash(before bytea, entry complaint_history) returns bytea language sql immutable as $$
    select sha256(coalesce(before, ''::bytea) || convert_to(concat_ws(E'\x1f',
        entry.complaint_id, entry.version, extract(epoch from entry.happened_at), entry.type,
        coalesce(entry.actor_id::text, '-'), coalesce(entry.actor_role, '-'), coalesce(entry.actor_service, '-'),
        entry.internal, entry.changes::text), 'UTF8'))
$$;

do $$
declare
    entry complaint_history;
    last_complaint bigint;
    last_hash bytea;
begin
    for entry in select * from complaint_history order by complaint_id, id loop
        if entry.complaint_id is distinct from last_complaint then
            last_hash := null;
        end if;
        last_hash := history_hash(last_hash, entry);
        last_complaint := entry.complaint_id;
        update complaint_history set hash = last_hash where id = entry.id;
    end loop;
end $$;

alter table complaint_history alter column hash set not null;

-- Writers of one complaint wait for each other, so its last entry is the one before.
create function chain_history() returns trigger language plpgsql as $$
begin
    new.hash := history_hash(
        (select hash from complaint_history where complaint_id = new.complaint_id order by id desc limit 1), new);
    return new;
end $$;

create trigger history_chained before insert on complaint_history
    for each row execute function chain_history();

create function keep_history() returns trigger language plpgsql as $$
begin
    -- Entries go with their complaint: then it is gone already when they are deleted.
    if tg_op = 'DELETE' and not exists (select from complaint where id = old.complaint_id) then
        return old;
    end if;
    raise exception 'the history of a complaint is append-only';
end $$;

create trigger history_kept before update or delete on complaint_history
    for each row execute function keep_history();
