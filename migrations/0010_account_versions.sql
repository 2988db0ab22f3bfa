-- Two administrators never undo each other's change unseen.
alter table organisation add column version integer not null default 1;
alter table user_account add column version integer not null default 1;

create index access_grant_organisation on access_grant (organisation_id);
create index mandate_organisation on mandate (organisation_id);
create index access_log_at on access_log (at);
create index access_log_user on access_log (user_id, at);
