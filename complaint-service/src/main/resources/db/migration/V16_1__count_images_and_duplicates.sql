-- Apart from what came before, whose lock on complaints keeps readers out: this one keeps out who writes images alone.
create function count_images_of_complaint() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        update complaint set image_count = image_count + 1 where id = new.complaint_id;
    else
        -- Nothing is left to update when the complaint itself is deleted.
        update complaint set image_count = image_count - 1 where id = old.complaint_id;
    end if;
    return null;
end $$;

create function count_duplicates_of_complaint() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        update complaint set duplicate_count = duplicate_count + 1 where id = new.complaint_id;
    else
        update complaint set duplicate_count = duplicate_count - 1 where id = old.complaint_id;
    end if;
    return null;
end $$;

-- Before they are counted: the locks keep writers out until both are committed.
create trigger complaint_images_counted after insert or delete on complaint_image
    for each row execute function count_images_of_complaint();
create trigger complaint_duplicates_counted after insert or delete on duplicate_candidate
    for each row execute function count_duplicates_of_complaint();

update complaint c set image_count = i.amount
from (select complaint_id, count(*) as amount from complaint_image group by complaint_id) i
where i.complaint_id = c.id;
update complaint c set duplicate_count = d.amount
from (select complaint_id, count(*) as amount from duplicate_candidate group by complaint_id) d
where d.complaint_id = c.id;
