-- Pictures as they are shown: always re-encoded by us, named by what they hold.
create table logos (
  id text primary key,
  png bytea not null,
  created_at timestamptz not null
);

-- What people see of a partner's logo; null where the address it was set to gave no picture.
alter table partners add column logo_image text;

-- Issuers the operator vouches for, and where what they issue leads.
create table issuers (
  id text,
  name text not null,
  domain text,
  -- pinned keys: Multikey texts and JWKs
  keys jsonb not null default '[]',
  landing jsonb,
  logo_image text,
  updated_at timestamptz not null,
  constraint issuer_is_listed_once primary key (id)
);

-- Counts the changes, so that every process knows when what it remembers is old.
create table issuer_registry (
  one integer constraint there_is_one_registry primary key check (one = 1),
  version bigint not null
);
insert into issuer_registry values (1, 0);

create index assertions_by_issuer on assertions (issuer_id) where gone_at is null;
create index partners_by_issuer on partners using gin (issuer_ids);
