-- A partner signed in on its own pages; the session hangs on the key it was opened with and ends with it.
create table partner_sessions (
  token_hash text primary key,
  partner_id text not null references partners on delete cascade,
  key_hash text not null references partner_keys on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index partner_sessions_by_key on partner_sessions (key_hash);
create index partner_sessions_by_age on partner_sessions (expires_at);

-- What was answered to an upload, for its partner to read again.
alter table envelopes add column results jsonb;
create index envelopes_by_partner on envelopes (partner_id, created_at desc, id);
