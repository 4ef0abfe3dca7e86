insert into outbox (topic, message_key, event_id, event_type, subject, occurred_at, traceparent, data) values
    ('some-events', 'ключ', '00000000-0000-0000-0000-0000000000e1', 'some.happened', 'ключ', '2026-11-20T10:00:00.123456Z',
        '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '{"a": "line\nbreak 😀"}'),
    ('some-events', 'gone', '00000000-0000-0000-0000-0000000000e2', null, null, '2026-11-20T10:00:01Z', null, null);
insert into inbox values ('somebody', 'event', '2026-11-20T10:00:00Z');
insert into verification_key_set values (true, '{"keys": []}', '2026-11-20T10:00:00Z');
insert into idempotency_key values
    ('caller', 'answered', 'f1', '2026-11-20T10:00:00Z', 201, '{"Location": "/x/1"}', '{"id": 1}'),
    ('caller', 'claimed', 'f2', '2026-11-20T10:00:01Z', null, null, null);

insert into person values
    ('00000000-0000-0000-0000-000000000001', 'ana', 'Ana Šilva', 'user', true, false),
    ('00000000-0000-0000-0000-000000000002', 'agnes', 'Agnes Agent', 'agent', true, true),
    ('00000000-0000-0000-0000-000000000003', 'gone', 'deleted user', 'user', false, false);
insert into complaint (version, activity_version, title, description, status, priority, category, priority_chosen,
    category_chosen, classified_by, visibility, service_type_id, parent_id, created_by, assigned_to, resolution,
    escalation_level, reopen_count, created_at, updated_at, first_response_at, resolved_at, closed_at)
values
    (1, 1, 'Water in the cellar 💧', 'The pipe drips.', 'open', 'medium', 'general', false, false, null, 'private', null,
        null, '00000000-0000-0000-0000-000000000001', null, null, 0, 0, '2026-11-20T10:00:00.123456Z',
        '2026-11-20T10:00:00.123456Z', null, null, null),
    (7, 5, 'Invoice', repeat('x', 10000), 'escalated', 'critical', 'billing', true, true, 'user', 'public', 4, 1,
        '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', null, 3, 2,
        '2026-11-20T10:00:01Z', '2026-11-20T12:00:00Z', '2026-11-20T10:30:00Z', null, null),
    (3, 3, 'Done', 'It was mended.', 'resolved', 'low', 'technical', false, true, 'gemini', 'private', 1, null,
        '00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000002', E'Line\nbreak', 0, 0,
        '2026-11-18T10:00:00Z', '2026-11-19T10:00:00Z', '2026-11-18T11:00:00Z', '2026-11-19T10:00:00Z', null);
insert into complaint_comment (complaint_id, author_id, author_role, body, internal, created_at) values
    (1, '00000000-0000-0000-0000-000000000002', 'agent', 'Do not tell', true, '2026-11-20T10:10:00Z'),
    (2, '00000000-0000-0000-0000-000000000001', 'user', '😀', false, '2026-11-20T10:11:00Z');
insert into complaint_image (complaint_id, media_key, content_type, size_bytes, width, height, sha256, created_at)
values (1, '0a/key', 'image/png', 157, 64, 48, 'sum', '2026-11-20T10:00:00Z');
insert into media_deletion values ('0b/key', '2026-11-20T10:00:00Z');
insert into complaint_history (complaint_id, version, happened_at, type, actor_id, actor_role, actor_service, internal,
    changes)
values
    (1, 1, '2026-11-20T10:00:00.123456Z', 'complaint.created', '00000000-0000-0000-0000-000000000001', 'user', null, false, '{}'),
    (2, 1, '2026-11-20T10:00:01Z', 'complaint.created', '00000000-0000-0000-0000-000000000001', 'user', null, false, '{}'),
    (2, 7, '2026-11-20T12:00:00Z', 'complaint.status_changed', null, null, 'escalation-service', false,
        '{"status": {"from": "open", "to": "escalated"}}'),
    (3, 3, '2026-11-19T10:00:00Z', 'complaint.status_changed', '00000000-0000-0000-0000-000000000002', 'agent', null, true,
        '{"status": {"from": "open", "to": "resolved"}, "resolution": {"from": null, "to": "Line\nbreak"}}');
