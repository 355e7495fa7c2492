-- People, the addresses they proved, codes on their way, and sessions.
create table people (
  id text primary key,
  given_name text not null default '',
  family_name text not null default '',
  phone text not null default '',
  locale text not null default 'en',
  created_at timestamptz not null
);

create table person_emails (
  -- folded to lower case
  address text primary key,
  person_id text not null references people on delete cascade,
  shown text not null,
  proved_at timestamptz not null
);
create index person_emails_by_person on person_emails (person_id);

-- One living code for an address and a purpose: asking again ends the older one.
create table email_codes (
  purpose text not null,
  address text not null,
  code_hash text not null,
  tries_left integer not null check (tries_left >= 0),
  expires_at timestamptz not null,
  primary key (purpose, address)
);

create table sessions (
  token_hash text primary key,
  id text not null unique,
  person_id text not null references people on delete cascade,
  user_agent text not null default '',
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_by_person on sessions (person_id);
