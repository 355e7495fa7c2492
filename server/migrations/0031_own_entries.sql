-- Entries and skills the person wrote: self-asserted, no credential behind them. Hidden, deleted, place and level are in resume_items, as for all.
create table own_entries (
  id text primary key,
  person_id text not null references people on delete cascade,
  kind text not null constraint own_kind_is_known check (kind in ('entry', 'skill')),
  section text not null,
  -- for a skill: its full name
  title text not null,
  organization text not null default '',
  start_date text not null default '',
  end_date text not null default '',
  url text not null default '',
  description text not null default '',
  -- skills only: the folded name that makes two skills the same
  skill_key text,
  category text constraint own_category_is_known check (category in ('specialized', 'technical', 'durable', 'other')),
  -- order of writing within one moment
  position integer not null default 0,
  created_at timestamptz not null,
  constraint skill_has_a_key check ((kind = 'skill') = (skill_key is not null)),
  constraint own_skill_is_there_once unique (person_id, skill_key)
);
create index own_entries_by_person on own_entries (person_id, created_at, position);
