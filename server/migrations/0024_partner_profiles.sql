-- The profile a partner gives of itself through the Open Badges REST API.
create table partner_profiles (
  partner_id text primary key references partners on delete cascade,
  profile text not null,
  updated_at timestamptz not null
);
