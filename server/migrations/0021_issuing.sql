-- The server's own signing keys: one in use for each algorithm; retired ones stay published, so that what they signed keeps verifying.
create table issuing_keys (
  -- the key as a Multikey text: also its fragment in the DID document
  public_multibase text primary key,
  algorithm text not null check (algorithm in ('Ed25519', 'P-256', 'P-384')),
  -- sealed with LAUREL_SECRET
  secret_sealed text not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
create unique index one_key_in_use_for_an_algorithm on issuing_keys (algorithm) where retired_at is null;

-- A list of bits, published as a signed credential.
create table status_lists (
  id text primary key,
  purpose text not null check (purpose in ('revocation', 'suspension')),
  size integer not null check (size >= 131072),
  version integer not null default 0,
  created_at timestamptz not null,
  -- no more indexes are given out here
  full_at timestamptz
);

create table issued_credentials (
  id text primary key,
  kind text not null check (kind in ('badge', 'credential')),
  document text not null,
  -- for badges: who had it made, and what a webhook says when it is revoked
  platform_id text,
  mode text check (mode in ('test', 'live')),
  subject text,
  event jsonb,
  created_at timestamptz not null,
  revoked_at timestamptz,
  suspended_at timestamptz,
  reason text
);
create index issued_credentials_by_subject on issued_credentials (subject) where subject is not null;
create index issued_credentials_by_time on issued_credentials (created_at desc);

create table status_entries (
  list_id text not null references status_lists,
  list_index integer not null,
  -- null once it was erased; its bit stays
  credential_id text references issued_credentials on delete set null,
  is_set boolean not null default false,
  constraint status_index_is_given_once primary key (list_id, list_index)
);
create index status_entries_by_credential on status_entries (credential_id);
create index status_entries_set on status_entries (list_id) where is_set;
