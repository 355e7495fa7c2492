-- What partners send, the holding area, and who owns what.
create table envelopes (
  id text primary key,
  partner_id text not null references partners on delete cascade,
  mode text not null check (mode in ('test', 'live')),
  token_hash text not null unique,
  recipient jsonb not null,
  recipient_id text not null default '',
  -- pull: bound to the person whose recipient token came with it
  bound_person_id text references people on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  claimed_by text references people on delete set null,
  claimed_at timestamptz
);

-- A credential as received: one row for each partner, mode, issuer, assertion and recipient.
create table credentials (
  id text primary key,
  partner_id text not null references partners on delete cascade,
  mode text not null check (mode in ('test', 'live')),
  issuer_id text not null,
  assertion_id text not null,
  recipient_id text not null,
  achievement_id text not null default '',
  format text not null check (format in ('json', 'jwt')),
  document text not null,
  digest text not null,
  version integer not null default 1,
  received_at timestamptz not null,
  updated_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint credential_is_one_row unique (partner_id, mode, issuer_id, assertion_id, recipient_id)
);
create index credentials_by_partner on credentials (partner_id, mode, updated_at desc);
create index credentials_by_assertion on credentials (partner_id, mode, assertion_id);
create index credentials_by_achievement on credentials (partner_id, mode, recipient_id, achievement_id);

create table credential_versions (
  credential_id text not null references credentials on delete cascade,
  version integer not null,
  document text not null,
  verdict text not null,
  replaced_at timestamptz not null,
  primary key (credential_id, version)
);

-- Each assertion inside a credential: the credential itself, and every one a CLR bundles.
create table assertions (
  id text primary key,
  credential_id text not null references credentials on delete cascade,
  -- '' for the credential itself, else what names it inside: its id, or its pointer
  part text not null,
  pointer text not null,
  position integer not null,
  mode text not null check (mode in ('test', 'live')),
  issuer_id text not null,
  assertion_id text not null,
  -- the partner where the id is not absolute, else ''
  owner_scope text not null,
  title text not null,
  achievement_type text not null default '',
  section text not null,
  kind text not null check (kind in ('credential', 'carrier', 'bundle')),
  skill_count integer not null default 0,
  facts jsonb not null,
  verdict text not null,
  checks jsonb not null,
  checked_at timestamptz not null,
  gone_at timestamptz,
  constraint assertion_is_one_row unique (credential_id, part)
);

create table envelope_items (
  envelope_id text not null references envelopes on delete cascade,
  credential_id text not null references credentials on delete cascade,
  position integer not null,
  primary key (envelope_id, credential_id)
);
create index envelope_items_by_credential on envelope_items (credential_id);

-- A person owns an assertion once claimed: exactly one owner, whatever races.
create table owners (
  mode text not null,
  issuer_id text not null,
  assertion_id text not null,
  owner_scope text not null,
  person_id text not null references people on delete cascade,
  -- the copy that was claimed
  assertion_row text not null references assertions on delete cascade,
  since timestamptz not null,
  constraint assertion_has_one_owner primary key (mode, issuer_id, assertion_id, owner_scope)
);
create index owners_by_person on owners (person_id);
create index owners_by_assertion on owners (assertion_row);

-- What a person holds: a credential (part ''), or one skill of a carrier (part = its name).
create table holdings (
  id text primary key,
  person_id text not null references people on delete cascade,
  assertion_row text not null references assertions on delete cascade,
  part text not null,
  position integer not null,
  state text not null check (state in ('inbox', 'resume', 'discarded', 'displaced')),
  created_at timestamptz not null,
  constraint holding_is_one_row unique (person_id, assertion_row, part)
);
create index holdings_by_assertion on holdings (assertion_row);

-- A partner's recipient, once its envelope was claimed.
create table recipient_links (
  partner_id text not null references partners on delete cascade,
  mode text not null,
  recipient_id text not null,
  person_id text not null references people on delete cascade,
  since timestamptz not null,
  primary key (partner_id, mode, recipient_id)
);

-- Pull: binds one upload to person, partner and browser session.
create table recipient_tokens (
  token_hash text primary key,
  person_id text not null references people on delete cascade,
  partner_id text not null references partners on delete cascade,
  session_id text not null references sessions (id) on delete cascade,
  return_key text not null unique,
  envelope_id text references envelopes on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table type_alerts (
  id text primary key,
  partner_id text not null references partners on delete cascade,
  achievement_type text not null,
  type_key text not null,
  count integer not null default 1,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  assigned_section text,
  assigned_at timestamptz,
  constraint one_alert_for_a_type unique (partner_id, type_key)
);

create table idempotent_answers (
  partner_id text not null references partners on delete cascade,
  key_hash text not null,
  body_digest text not null,
  answer text not null,
  created_at timestamptz not null,
  constraint idempotency_key_is_used_once primary key (partner_id, key_hash)
);
create index idempotent_answers_by_age on idempotent_answers (created_at);

-- Who showed that they read the mailbox the partner named.
create table recipient_proofs (
  envelope_id text not null references envelopes on delete cascade,
  person_id text not null references people on delete cascade,
  proved_at timestamptz not null,
  primary key (envelope_id, person_id)
);
