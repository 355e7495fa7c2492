-- Credentials that are to be verified (again): what was too much at once, what could not be reached, what a resume has shown for a day.
create table credential_rechecks (
  credential_id text primary key references credentials on delete cascade,
  due_at timestamptz not null,
  tries integer not null default 0,
  -- a process that has not answered by then is taken for dead
  leased_until timestamptz
);
create index credential_rechecks_due on credential_rechecks (due_at);
create index assertions_by_check on assertions (checked_at) where gone_at is null;
