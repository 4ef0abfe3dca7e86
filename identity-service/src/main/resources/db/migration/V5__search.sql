-- A search walks along these when what it seeks is frequent. Ids are random, so that wherever a walk begins, matches are
-- as frequent there as anywhere; along usernames it would go past everybody to the first Zoe. What is looked at is in the
-- index itself, so that no table is read for those who do not match.
create index account_by_id on account (id) include (search_text, role, active);
create index account_staff_by_id on account (id) include (search_text, role, active) where role <> 'user';
create index account_inactive_by_id on account (id) include (search_text, role, active) where not active;
-- The list of the inactive ones, who are few.
create index account_inactive on account (lower(username)) where not active;
