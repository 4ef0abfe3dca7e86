insert into person values ('00000000-0000-0000-0000-000000000004', 'new', 'New One', 'user', true, false);
insert into complaint (version, activity_version, title, description, status, priority, category, priority_chosen,
    category_chosen, classified_by, visibility, service_type_id, parent_id, created_by, assigned_to, resolution,
    escalation_level, reopen_count, created_at, updated_at, first_response_at, resolved_at, closed_at)
values (1, 1, 'Filed by the one before', 'While both run.', 'open', 'medium', 'general', false, false, null, 'private', null,
    null, '00000000-0000-0000-0000-000000000004', null, null, 0, 0, now(), now(), null, null, null);
insert into complaint_history (complaint_id, version, happened_at, type, actor_id, actor_role, actor_service, internal,
    changes)
values (4, 1, now(), 'complaint.created', '00000000-0000-0000-0000-000000000004', 'user', null, false, '{}');
update complaint set status = 'in_progress', assigned_to = '00000000-0000-0000-0000-000000000002', version = 2 where id = 4;
insert into complaint_history (complaint_id, version, happened_at, type, actor_id, actor_role, actor_service, internal,
    changes)
values (4, 2, now(), 'complaint.status_changed', null, null, 'escalation-service', false,
    '{"status": {"from": "open", "to": "in_progress"}}');
insert into complaint_comment (complaint_id, author_id, author_role, body, internal, created_at)
values (4, '00000000-0000-0000-0000-000000000002', 'agent', 'Hello', false, now());
insert into complaint_image (complaint_id, media_key, content_type, size_bytes, width, height, sha256, created_at)
values (4, '0c/key', 'image/png', 157, 64, 48, 'sum', now());
insert into service_type (name, description) values ('New one', null);
update person set active = false where id = '00000000-0000-0000-0000-000000000001';
delete from complaint where id = 3;
