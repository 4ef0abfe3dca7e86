-- For mails that no event tells of; null until the next event of the complaint.
alter table sla_clock add column title text;
-- Where the clock started that the assignee was warned about: once for each start.
alter table sla_clock add column warned_from timestamptz;
alter table mail drop constraint mail_transition_check;
alter table mail add constraint mail_transition_check
    check (transition in ('in_progress', 'resolved', 'escalated', 'due_soon'));
