-- Adds a million accounts to the database of identity-service, for UserSearch.java to look for. It is for a throw-away
-- database that the service has migrated:
--   psql -f deploy/bench/million-users.sql identity

\set ON_ERROR_STOP on
set synchronous_commit = off;

-- Names as they come: some hundred first and last names, numbered where they must be unique.
insert into account (id, username, email, email_verified, password_hash, first_name, last_name, customer_number, role,
                     active, available, created_at, updated_at, version)
select gen_random_uuid(),
       lower(first || '.' || last) || n,
       lower(first || '.' || last) || n || '@' || (array['example.com', 'mail.example', 'post.example.org'])[1 + n % 3],
       true, 'none',
       first, last, 'C-' || lpad(n::text, 7, '0'),
       case when n % 1000 = 0 then 'agent' else 'user' end, n % 50 <> 0, false, now(), now(), 0
from (
    select n,
        (array['Ada','Alan','Anna','Barbara','Bjarne','Carla','Chen','Dana','Edsger','Elif','Fatima','Frances','Grace',
               'Hans','Ines','Ivan','Jean','Joan','Karl','Katherine','Lars','Leslie','Linus','Maria','Mehmet','Niklaus',
               'Olga','Paula','Radia','Robin','Sofia','Tim','Uwe','Vint','Yukihiro','Zoe'])[1 + (n::bigint * 7919 % 36)::int] as first,
        (array['Lovelace','Turing','Liskov','Stroustrup','Dijkstra','Allen','Hopper','Schmidt','Müller','Garcia','Silva',
               'Rossi','Nowak','Kowalski','Ivanov','Petrov','Wang','Li','Zhang','Tanaka','Sato','Yilmaz','Kaya','Smith',
               'Johnson','Brown','Jones','Dubois','Martin','Bernard','Jansen','Bakker','Hansen','Larsen','Berg','Lind',
               'Perlman','Wirth','Thompson','Ritchie','Kernighan','Torvalds','Cerf','Kahn','Lee','Clark','Baker'])
            [1 + (n / 36 * 104729::bigint % 47)::int] || case when n % 4 = 0 then '-' || chr(65 + n % 23) || 'sen' else '' end as last
    from generate_series(1, 1000000) as n) as person;
vacuum analyze account;
