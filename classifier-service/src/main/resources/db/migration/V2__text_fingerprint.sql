-- What is kept of complaints' texts to recognise a later one that is like them: numbers from which no word can be read.
-- Written only while duplicates are looked for; goes with the complaint, with the customer, and after some months.
create table text_fingerprint (
    complaint_id    bigint primary key,
    customer        uuid        not null,
    service_type_id integer,
    fingerprint     bytea       not null,
    filed_at        timestamptz not null
);
-- The last ones of a customer or a service type are read backwards by these, so many rows and no more.
create index text_fingerprint_of_customer on text_fingerprint (customer, complaint_id);
create index text_fingerprint_of_service_type on text_fingerprint (service_type_id, complaint_id)
    where service_type_id is not null;
create index text_fingerprint_by_age on text_fingerprint (filed_at);
