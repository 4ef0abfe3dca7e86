insert into outbox (topic, message_key, event_id, event_type, subject, occurred_at, traceparent, data) values
    ('some-events', 'ключ', '00000000-0000-0000-0000-0000000000e1', 'some.happened', 'ключ', '2026-11-20T10:00:00.123456Z',
        '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '{"a": "line\nbreak 😀"}'),
    ('some-events', 'gone', '00000000-0000-0000-0000-0000000000e2', null, null, '2026-11-20T10:00:01Z', null, null);
insert into inbox values ('somebody', 'event-again', '2026-11-20T10:00:00Z');

insert into sla_clock (complaint_id, version, activity_version, status, priority, level, created_by, assigned_to,
    created_at, opened_at, started_at, level_at_start, paused_from, paused_to, acknowledged, answered_at,
    first_response_at, ended_at, deleted, policy_version, asked_ids, asked_due_at, asked_at, wake_at)
values (4, 1, 1, 'open', 'high', 0, '00000000-0000-0000-0000-000000000001', null, '2026-11-20T10:00:00Z',
    '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z', 0, '{}', '{}', false, null, null, null, false, 1, '{}', '{}', null,
    '2026-11-20T11:00:00Z');
update sla_clock set status = 'resolved', ended_at = now(), wake_at = null, version = 4 where complaint_id = 1;
insert into mail (complaint_id, event_id, recipient_id, to_creator, transition, level, priority, title, resolution,
    occurred_at, next_attempt_at)
values (4, 'event-9', '00000000-0000-0000-0000-000000000001', true, 'resolved', 0, 'high', 'Late', 'Mended', now(), now());
insert into escalation (complaint_id, event_id, level, priority, due_at, escalated_at)
values (4, 'event-10', 1, 'high', now(), now());
update sla_policy set escalate_after = 'PT2H', version = version + 1 where priority = 'high';
delete from mail where complaint_id = 2;
