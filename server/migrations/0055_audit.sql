-- What the operator changed: a chain. Each entry holds the hash of the one before it, and a signature made with a key that is not in here.
create table audit_entries (
  seq bigint,
  at timestamptz not null,
  -- who: the operator's token, an operator session, the server itself
  by text not null,
  action text not null,
  target_kind text not null,
  target_id text not null,
  target_name text not null,
  -- canonical JSON, kept as text so that it hashes to the same value for ever
  detail text not null,
  previous_hash text not null,
  hash text not null,
  signature text not null,
  constraint audit_place_is_taken_once primary key (seq),
  constraint audit_entry_is_followed_once unique (previous_hash),
  constraint audit_places_count_from_one check (seq >= 1)
);
create index audit_entries_by_action on audit_entries (action, seq desc);

-- The newest entry, signed: whoever appends locks this row first, so that of two changes at once one waits.
create table audit_head (
  one integer constraint audit_has_one_head primary key check (one = 1),
  seq bigint not null,
  hash text not null,
  at timestamptz not null,
  signature text not null
);

create function audit_entries_are_never_changed() returns trigger language plpgsql as
  'begin raise exception ''audit entries are never changed or removed''; end';
create trigger audit_entries_stay before update or delete on audit_entries for each row execute function audit_entries_are_never_changed();
create trigger audit_entries_are_not_emptied before truncate on audit_entries for each statement execute function audit_entries_are_never_changed();
