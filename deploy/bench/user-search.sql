-- How long a search among a million users takes, and by which plan.
--
-- For a throw-away database that identity-service has migrated (it adds a million accounts), for instance one made by
--   createdb search && cat identity-service/src/main/resources/db/migration/V*.sql | psql -q search
--   psql -f deploy/bench/user-search.sql search
-- It prints the plans and, for each kind of search, p50, p95 and p99 over 50 searches for different people, in
-- milliseconds, measured in the server. The statement is that of AccountSearch.

\set ON_ERROR_STOP on
\timing off
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

create function pg_temp.measure(kind text, condition text) returns text language plpgsql as $$
declare
    times float8[] := '{}';
    began timestamptz;
    part text;
begin
    for part in execute condition loop
        began := clock_timestamp();
        -- Planned for each part, as the service's statements are at first.
        execute 'select * from account where search_text like lower($1) order by lower(username) limit $2'
            using part, 21;
        times := times || extract(epoch from clock_timestamp() - began)::float8 * 1000;
    end loop;
    return (select format('%-44s p50 %s  p95 %s  p99 %s ms', kind,
                round(percentile_cont(0.50) within group (order by t)::numeric, 2),
                round(percentile_cont(0.95) within group (order by t)::numeric, 2),
                round(percentile_cont(0.99) within group (order by t)::numeric, 2))
            from unnest(times) t);
end $$;

create temp table sought as
select row_number() over () as i, a.* from (select * from account order by md5(id::text) limit 50) a;

\echo '--- A whole address'
explain (analyze, costs off, timing off)
select * from account where search_text like lower('%ada.lovelace1@example%') order by lower(username) limit 21;
\echo '--- A rare part'
explain (analyze, costs off, timing off)
select * from account where search_text like lower('%perlman4711%') order by lower(username) limit 21;
\echo '--- A frequent part'
explain (analyze, costs off, timing off)
select * from account where search_text like lower('%schmidt%') order by lower(username) limit 21;
\echo '--- Two letters'
explain (analyze, costs off, timing off)
select * from account where search_text like lower('%ad%') order by lower(username) limit 21;
\echo '--- Nobody'
explain (analyze, costs off, timing off)
select * from account where search_text like lower('%nobody is called so%') order by lower(username) limit 21;

\pset tuples_only on
select pg_temp.measure('whole e-mail address', $$select '%' || email || '%' from sought$$);
select pg_temp.measure('username', $$select '%' || username || '%' from sought$$);
select pg_temp.measure('first and last name', $$select '%' || first_name || ' ' || last_name || '%' from sought$$);
select pg_temp.measure('last name', $$select '%' || last_name || '%' from sought$$);
select pg_temp.measure('first name', $$select '%' || first_name || '%' from sought$$);
select pg_temp.measure('three letters of a last name', $$select '%' || substr(last_name, 2, 3) || '%' from sought$$);
select pg_temp.measure('two letters of a last name', $$select '%' || substr(last_name, 1, 2) || '%' from sought$$);
select pg_temp.measure('last six characters of the username', $$select '%' || right(username, 6) || '%' from sought$$);
select pg_temp.measure('first name and last letters nobody has', $$select '%' || first_name || ' zz' || i || '%' from sought$$);
select pg_temp.measure('nobody', $$select '%qx' || i || 'zq%' from sought$$);
