insert into outbox (topic, message_key, event_id, event_type, subject, occurred_at, traceparent, data) values
    ('some-events', 'ключ', '00000000-0000-0000-0000-0000000000e1', 'some.happened', 'ключ', '2026-11-20T10:00:00.123456Z',
        '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '{"a": "line\nbreak 😀"}'),
    ('some-events', 'gone', '00000000-0000-0000-0000-0000000000e2', null, null, '2026-11-20T10:00:01Z', null, null);
insert into inbox values ('somebody', 'event', '2026-11-20T10:00:00Z');
insert into verification_key_set values (true, '{"keys": []}', '2026-11-20T10:00:00Z');
insert into idempotency_key values
    ('caller', 'answered', 'f1', '2026-11-20T10:00:00Z', 201, '{"Location": "/x/1"}', '{"id": 1}'),
    ('caller', 'claimed', 'f2', '2026-11-20T10:00:01Z', null, null, null);

insert into account (id, username, email, password_hash, first_name, last_name, phone, address, customer_number, role,
    active, available, created_at, updated_at, version)
values
    ('00000000-0000-0000-0000-000000000001', 'Ana', 'Ana@Example.org', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
        'Ana', 'Šilva', '+49 30 1234567', E'Street 1\nTown', 'C-000001', 'user', true, false, '2026-11-20T10:00:00Z',
        '2026-11-20T10:00:00.123456Z', 3),
    ('00000000-0000-0000-0000-000000000002', 'root', 'root@example.org', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
        '李', '小龍', null, null, 'C-000002', 'admin', true, true, '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z', 0),
    ('00000000-0000-0000-0000-000000000003', 'left', 'left@example.org', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
        'Gone', 'Away', null, null, 'C-000003', 'user', false, false, '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z', 9);
select setval('customer_number', 3);
insert into user_session values
    ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'curl/8', '2001:db8::1',
        '2026-11-20T10:00:00Z', '2026-11-20T10:05:00Z', '2026-12-20T10:00:00Z', null),
    ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001', null, null, '2026-11-20T10:00:00Z',
        '2026-11-20T10:05:00Z', '2026-12-20T10:00:00Z', '2026-11-20T10:06:00Z');
insert into refresh_token values
    ('spent', '00000000-0000-0000-0000-00000000000a', '2026-11-20T10:05:00Z'),
    ('fresh', '00000000-0000-0000-0000-00000000000a', null);
insert into login_failure values ('account:ana', '2026-11-20T10:00:00Z'), ('address:2001:db8::1', '2026-11-20T10:00:00Z');
insert into signing_key values ('key-1', '\x01', '\x02', '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z');
insert into audit_entry (at, action, actor_id, subject_id, address, detail) values
    ('2026-11-20T10:00:00Z', 'login_failed', null, '00000000-0000-0000-0000-000000000001', '2001:db8::1', null),
    ('2026-11-20T10:01:00Z', 'role_changed', '00000000-0000-0000-0000-000000000002',
        '00000000-0000-0000-0000-000000000003', null, 'user');
insert into complaint_workload values (1, 4, '00000000-0000-0000-0000-000000000002', true), (2, 1, null, false);
