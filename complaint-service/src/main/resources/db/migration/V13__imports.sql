-- What was brought over from an older desk, and what it became here. A row stays when what it stands for is deleted, so
-- that it does not come back with the next import.
create table import_reference (
    source    text   not null,
    kind      text   not null check (kind in ('ticket', 'comment', 'attachment')),
    reference text   not null,
    id        bigint not null,
    primary key (source, kind, reference)
);
