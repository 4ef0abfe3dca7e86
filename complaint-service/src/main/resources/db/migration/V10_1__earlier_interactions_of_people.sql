-- The earlier interactions. The triggers stand already (V10), so complaints are written on while this runs; who gives one to
-- somebody else meanwhile either comes first, and then its interactions are right already, or waits for the end of this.
update interaction i
set complaint_created_by = c.created_by,
    complaint_assigned_to = coalesce(c.assigned_to, '00000000-0000-0000-0000-000000000000')
from complaint c where c.id = i.complaint_id and i.complaint_created_by is null;

create index interaction_of_creator on interaction (complaint_created_by, id);
create index interaction_of_assignee on interaction (complaint_assigned_to, id);
analyze interaction;
