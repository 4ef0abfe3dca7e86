-- Who was brought over from an older desk, and which account is theirs. A row stays when the account is deleted, so that
-- it does not come back with the next import.
create table import_reference (
    source     text not null,
    reference  text not null,
    account_id uuid not null,
    primary key (source, reference)
);
