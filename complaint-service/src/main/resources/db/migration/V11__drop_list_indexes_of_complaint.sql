-- The lists have their keys and indexes in complaint_key (V9). Without an index over what a change touches, the next version
-- of a complaint stays on its page and enters no index at all, that of the words above all. While a replica of the previous
-- version still runs, its lists and its choice of the least busy agent give the same answers, some of them slowly.
drop index complaint_by_updated, complaint_by_priority, complaint_of_assignee_by_created, complaint_active_of_assignee,
    complaint_by_status_and_created;

-- Both begin as others do that lists read.
drop index complaint_by_parent, complaint_by_service_type;

-- Room for the next version of a complaint on the page of the present one.
alter table complaint set (fillfactor = 85);
