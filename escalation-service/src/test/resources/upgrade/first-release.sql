insert into outbox (topic, message_key, event_id, event_type, subject, occurred_at, traceparent, data) values
    ('some-events', 'ключ', '00000000-0000-0000-0000-0000000000e1', 'some.happened', 'ключ', '2026-11-20T10:00:00.123456Z',
        '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '{"a": "line\nbreak 😀"}'),
    ('some-events', 'gone', '00000000-0000-0000-0000-0000000000e2', null, null, '2026-11-20T10:00:01Z', null, null);
insert into inbox values ('somebody', 'event', '2026-11-20T10:00:00Z');
insert into verification_key_set values (true, '{"keys": []}', '2026-11-20T10:00:00Z');
insert into idempotency_key values
    ('caller', 'answered', 'f1', '2026-11-20T10:00:00Z', 201, '{"Location": "/x/1"}', '{"id": 1}'),
    ('caller', 'claimed', 'f2', '2026-11-20T10:00:01Z', null, null, null);

update sla_policy set escalate_after = null, auto_resolve_mode = 'after_reply', version = 7 where priority = 'low';
insert into sla_clock (complaint_id, version, activity_version, status, priority, level, created_by, assigned_to,
    created_at, opened_at, started_at, level_at_start, paused_from, paused_to, acknowledged, answered_at,
    first_response_at, ended_at, deleted, policy_version, asked_ids, asked_due_at, asked_at, wake_at)
values
    (1, 3, 1, 'open', 'low', 0, '00000000-0000-0000-0000-000000000001', null, '2026-11-20T10:00:00Z',
        '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z', 0, '{}', '{}', false, null, null, null, false, 7, '{}', '{}', null,
        '2026-11-21T10:00:00Z'),
    (2, 9, 8, 'on_hold', 'critical', 3, '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002',
        '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z', '2026-11-20T11:00:00Z', 2,
        '{2026-11-20T11:10:00Z,2026-11-20T11:30:00Z}', '{2026-11-20T11:20:00Z,null}', true, '2026-11-20T11:05:00Z',
        '2026-11-20T10:30:00Z', null, false, 1, '{00000000-0000-0000-0000-0000000000a1}', '{2026-11-20T11:15:00Z}',
        '2026-11-20T11:15:01Z', '2026-11-20T11:16:01Z'),
    (9007199254740993, 2, 2, 'cancelled', 'medium', 0, '00000000-0000-0000-0000-000000000003', null,
        '2026-11-19T10:00:00Z', '2026-11-19T10:00:00Z', '2026-11-19T10:00:00Z', 0, '{}', '{}', true, null, null,
        '2026-11-19T10:00:01Z', true, 1, '{}', '{}', null, null);
insert into escalation (complaint_id, event_id, level, priority, due_at, escalated_at) values
    (2, 'event-2', 3, 'critical', '2026-11-20T10:45:00Z', '2026-11-20T10:45:00.5Z'),
    (2, 'event-1', 2, 'critical', null, '2026-11-20T10:30:00Z');
insert into person values
    ('00000000-0000-0000-0000-000000000001', 'ana', 'Ana Šilva', 'ana@example.org', 'user', true, false, '2026-11-20T09:00:00Z'),
    ('00000000-0000-0000-0000-000000000003', null, null, null, null, false, true, '2026-11-20T09:00:00Z');
insert into mail (complaint_id, event_id, recipient_id, to_creator, transition, level, priority, title, resolution,
    occurred_at, state, attempts, next_attempt_at, address, sent_at, last_error)
values
    (1, 'event-3', '00000000-0000-0000-0000-000000000001', true, 'in_progress', 0, 'low', 'Water 💧', null,
        '2026-11-20T10:00:00Z', 'sent', 1, '2026-11-20T10:01:00Z', 'ana@example.org', '2026-11-20T10:00:02Z', null),
    (2, 'event-2', '00000000-0000-0000-0000-000000000001', true, 'escalated', 3, 'critical', 'Fire', null,
        '2026-11-20T10:45:00Z', 'waiting', 4, '2026-11-20T10:46:00Z', null, null, '421 try later'),
    (2, 'event-2', '00000000-0000-0000-0000-000000000009', false, 'escalated', 3, 'critical', 'Fire', null,
        '2026-11-20T10:45:00Z', 'waiting', 0, null, null, null, null);
