-- What a person says of themselves at the head of the resume, and how it is set.
alter table resumes
  add column headline text not null default '',
  add column email text not null default '',
  add column phone text not null default '',
  add column location text not null default '',
  add column summary text not null default '',
  -- [{id, label, url}] in the order shown
  add column links jsonb not null default '[]',
  add column template text not null default 'classic' constraint template_is_known check (template in ('classic', 'modern', 'compact')),
  add column accent text not null default '#1f2937' constraint accent_is_a_colour check (accent ~ '^#[0-9a-f]{6}$'),
  add column paper text not null default 'A4' constraint paper_is_known check (paper in ('A4', 'Letter')),
  add column language text not null default 'en',
  add column direction text not null default 'ltr' constraint direction_is_known check (direction in ('ltr', 'rtl'));

-- The person's own words beside the facts of a credential.
alter table resume_items add column own_wording text not null default '';
