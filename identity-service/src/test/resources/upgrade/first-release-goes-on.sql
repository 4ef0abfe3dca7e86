insert into account (id, username, email, password_hash, first_name, last_name, phone, address, customer_number, role,
    active, available, created_at, updated_at, version)
values ('00000000-0000-0000-0000-000000000004', 'agnes', 'agnes@example.org', 'hash', 'Agnes', 'Agent', null, null,
    'C-' || lpad(nextval('customer_number')::text, 6, '0'), 'agent', true, true, now(), now(), 0);
update account set active = false, version = version + 1 where username = 'Ana';
insert into user_session values
    ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000004', 'curl/8', '192.0.2.1', now(), now(),
        now() + interval '1 day', null);
insert into refresh_token values ('new', '00000000-0000-0000-0000-00000000000c', null);
update refresh_token set spent_at = now() where token_hash = 'fresh';
insert into signing_key (kid, public_key, sealed_private_key, created_at, signs_from)
values ('key-2', '\x03', '\x04', now(), now());
insert into audit_entry (at, action, actor_id, subject_id, address, detail)
values (now(), 'login', '00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000004', '192.0.2.1', null);
insert into complaint_workload as w values (1, 5, null, false)
on conflict (complaint_id) do update set version = excluded.version, assignee_id = excluded.assignee_id, active = excluded.active;
delete from account where username = 'left';
