-- Where somebody's id lies among all ids, in sixteenths. With it in the index of trigrams a search for what some hundreds
-- have reads the table for those of one sixteenth alone. The previous version's statements find their way by this index as
-- well as by the one that goes. What is new waits in a short list only, because each search reads that list to its end.
create function account_sixteenth(id uuid) returns integer[] language sql immutable parallel safe
return array[get_byte(uuid_send(id), 0) >> 4];
create index account_by_part_of_name_and_sixteenth on account
    using gin (search_text gin_trgm_ops, account_sixteenth(id)) with (gin_pending_list_limit = 64);
drop index account_by_part_of_name;
-- The list of staff of one role, of whom all or none may be active.
create index account_staff_by_role on account (role, active, lower(username)) where role <> 'user';
