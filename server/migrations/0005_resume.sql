-- How a person arranged what they hold. Facts stay with the holding; these are only choices.
create table resume_items (
  person_id text not null references people on delete cascade,
  -- a holding, or a skill (by its key)
  item_id text not null,
  position integer,
  hidden boolean not null default false,
  deleted_at timestamptz,
  level text,
  primary key (person_id, item_id)
);

create table resumes (
  person_id text primary key references people on delete cascade,
  section_order text[] not null default '{}',
  updated_at timestamptz not null
);
