-- What a person must hear about something on their resume: it was revoked, put on hold, or turned out to be invalid.
create table notices (
  id text primary key,
  person_id text not null references people on delete cascade,
  assertion_row text not null references assertions on delete cascade,
  verdict text not null check (verdict in ('revoked', 'suspended', 'invalid')),
  created_at timestamptz not null,
  dismissed_at timestamptz,
  constraint notice_is_given_once unique (person_id, assertion_row, verdict)
);
create index notices_by_assertion on notices (assertion_row);
