create table partners (
  id text primary key,
  name text not null,
  slug text not null,
  mode text not null check (mode in ('test', 'live')),
  client_id text not null unique,
  scopes text[] not null,
  issuer_ids text[] not null default '{}',
  import_url text,
  logo text,
  landing jsonb,
  type_overrides jsonb not null default '{}',
  match_updates_by text not null default 'assertion' check (match_updates_by in ('assertion', 'recipient-and-achievement')),
  claim_email_check boolean not null default true,
  find_my_resume boolean not null default false,
  created_at timestamptz not null,
  -- an ended partner keeps its rows: what people claimed stays theirs
  ended_at timestamptz
);
create unique index partner_slug_is_unique on partners (lower(slug)) where ended_at is null;

create table partner_keys (
  key_hash text primary key,
  partner_id text not null references partners on delete cascade,
  created_at timestamptz not null,
  ends_at timestamptz
);
create index partner_keys_by_partner on partner_keys (partner_id);

create table access_tokens (
  token_hash text primary key,
  partner_id text not null references partners on delete cascade,
  key_hash text not null references partner_keys on delete cascade,
  scopes text[] not null,
  issued_at timestamptz not null,
  last_used_at timestamptz not null
);
create index access_tokens_by_age on access_tokens (issued_at);
