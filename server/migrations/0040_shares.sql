-- Links to a resume. A revoked link keeps its row, so that its address says so and never leads to anybody else.
create table shares (
  id text primary key,
  person_id text not null references people on delete cascade,
  slug text not null,
  label text not null,
  -- null: all of them
  sections text[],
  expires_at timestamptz,
  passcode_hash text,
  -- only these mailboxes, in lower case; none: everybody
  emails text[] not null,
  download_allowed boolean not null,
  hide_raw boolean not null,
  is_public boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  revoked_at timestamptz,
  views integer not null default 0,
  last_viewed_at timestamptz,
  constraint share_slug_is_one unique (slug),
  constraint share_slug_is_plain check (slug ~ '^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$'),
  constraint public_share_is_open check (not is_public or (passcode_hash is null and emails = '{}'))
);
create index shares_by_person on shares (person_id, created_at desc);
