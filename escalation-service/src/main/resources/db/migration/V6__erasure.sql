-- Which complaint a delivery is about and which people it names, so that what it says can be erased with them.
alter table webhook_delivery add column complaint_id bigint, add column people uuid[] not null default '{}';
update webhook_delivery set
    complaint_id = (body::jsonb -> 'data' ->> 'id')::bigint,
    people = array_remove(array[
        (body::jsonb -> 'data' -> 'created_by' ->> 'id')::uuid, (body::jsonb -> 'data' -> 'actor' ->> 'id')::uuid], null);
create index webhook_delivery_of_complaint on webhook_delivery (complaint_id);
create index webhook_delivery_of_person on webhook_delivery using gin (people);
-- Null once it is erased; the log tells on that there was a delivery.
alter table webhook_delivery alter column body drop not null;
