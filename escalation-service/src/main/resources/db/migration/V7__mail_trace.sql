-- The trace of the event that a mail tells of; null for mails of the version before, and for warnings.
alter table mail add column traceparent text;
