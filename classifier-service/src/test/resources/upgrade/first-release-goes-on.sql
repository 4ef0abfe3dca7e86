insert into suggestion (complaint_id, source, model, category, priority, category_asked, priority_asked,
    category_confidence, priority_confidence, suggested_at)
values (3, 'fallback', 'local', 'technical', 'low', true, true, 0.5, 0.5, now());
update suggestion set chosen_category = 'billing', chosen_at = now(), chosen_version = 2 where complaint_id = 3;
insert into gemini_budget as b values ('2026-11-20', 1, 100)
on conflict (day) do update set requests = b.requests + excluded.requests, tokens = b.tokens + excluded.tokens;
insert into daily_usage as u values ('2026-11-20', 'gemini', 1, 0)
on conflict (day, source) do update set requests = u.requests + excluded.requests;
delete from suggestion where complaint_id = 2;
