insert into outbox (topic, message_key, event_id, event_type, subject, occurred_at, traceparent, data) values
    ('some-events', 'ключ', '00000000-0000-0000-0000-0000000000e1', 'some.happened', 'ключ', '2026-11-20T10:00:00.123456Z',
        '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '{"a": "line\nbreak 😀"}'),
    ('some-events', 'gone', '00000000-0000-0000-0000-0000000000e2', null, null, '2026-11-20T10:00:01Z', null, null);
insert into inbox values ('somebody', 'event', '2026-11-20T10:00:00Z');
insert into verification_key_set values (true, '{"keys": []}', '2026-11-20T10:00:00Z');
insert into idempotency_key values
    ('caller', 'answered', 'f1', '2026-11-20T10:00:00Z', 201, '{"Location": "/x/1"}', '{"id": 1}'),
    ('caller', 'claimed', 'f2', '2026-11-20T10:00:01Z', null, null, null);

insert into suggestion (complaint_id, source, model, category, priority, category_asked, priority_asked,
    category_confidence, priority_confidence, suggested_at, chosen_category, chosen_priority, chosen_at, chosen_version)
values
    (1, 'gemini', 'gemini-3.5-flash-lite', 'billing', 'high', true, false, 0.91, 1, '2026-11-20T10:00:00Z', 'billing',
        'low', '2026-11-20T11:00:00Z', 4),
    (2, 'fallback', 'local', 'general', 'medium', true, true, 0, 0.25, '2026-11-20T10:00:01Z', null, null, null, 0);
insert into gemini_budget values ('2026-11-20', 17, 90071992547409930);
insert into daily_usage values ('2026-11-20', 'gemini', 17, 2), ('2026-11-20', 'fallback', 0, 1);
