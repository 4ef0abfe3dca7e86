-- The list that is asked for most, all complaints of some statuses: one range for each status instead of one for each facet
-- of it. The status is the facet's (see complaint_facet).
create index complaint_key_by_status_and_created on complaint_key ((facet / 16::smallint), created_at, id);
