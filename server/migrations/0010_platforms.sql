-- Platforms call the Skill Verification API. A key belongs to one mode; test and live never see each other's rows.
create table platforms (
  id text primary key,
  name text not null,
  created_at timestamptz not null,
  ended_at timestamptz
);

create table platform_keys (
  id text primary key,
  platform_id text not null references platforms on delete cascade,
  mode text not null check (mode in ('test', 'live')),
  api_key_hash text not null unique,
  -- the first characters, to tell keys apart by
  api_key_start text not null,
  -- it signs, so it must be read again: sealed with LAUREL_SECRET
  secret_sealed text not null,
  -- the one before, for 24 hours after a rotation
  former_secret_sealed text,
  former_secret_until timestamptz,
  require_reviewer_code boolean not null default true,
  credit_limit integer check (credit_limit >= 0),
  credits_used integer not null default 0,
  verified_profiles integer not null default 0,
  active boolean not null default true,
  created_at timestamptz not null
);
create index platform_keys_by_platform on platform_keys (platform_id);
