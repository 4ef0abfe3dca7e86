-- All sessions of an account, over or not: exported, and deleted with it.
create index user_session_of_account on user_session (account_id, id);
