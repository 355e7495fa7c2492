-- Skill verification. Everything belongs to a platform and a mode; a person here is a platform's student, not an account.
create table platform_skills (
  platform_id text not null references platforms on delete cascade,
  mode text not null check (mode in ('test', 'live')),
  skill_id text not null,
  name text not null,
  name_key text not null,
  category text not null default '',
  description text not null default '',
  created_at timestamptz not null,
  constraint skill_id_is_unique primary key (platform_id, mode, skill_id)
);
create index platform_skills_by_name on platform_skills (platform_id, mode, name_key);

create table students (
  id text primary key,
  platform_id text not null references platforms on delete cascade,
  mode text not null check (mode in ('test', 'live')),
  name text not null,
  email text not null default '',
  -- folded to lower case; '' when only a phone number is known
  email_key text not null default '',
  phone text not null default '',
  created_at timestamptz not null
);
create unique index student_email_is_unique on students (platform_id, mode, email_key) where email_key <> '';
create unique index student_phone_is_unique on students (platform_id, mode, phone) where email_key = '';
create index students_by_email on students (email_key, mode);

create table verifications (
  id text primary key,
  platform_id text not null references platforms on delete cascade,
  mode text not null check (mode in ('test', 'live')),
  key_id text not null references platform_keys on delete cascade,
  student_id text not null references students on delete cascade,
  token_hash text not null unique,
  external_student_id text not null,
  name text not null,
  email text not null default '',
  email_key text not null default '',
  phone text not null default '',
  callback_url text,
  -- what init brought: projects, experience, certificates, as sent
  offered jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'sent', 'in_progress', 'completed', 'expired')),
  method text check (method in ('human', 'assessment')),
  endorsement_type text,
  -- where calls with the session token came from: hashes, for referee signals only
  student_origins text[] not null default '{}',
  created_at timestamptz not null,
  -- of the session token
  expires_at timestamptz not null,
  completed_at timestamptz,
  check ((method is null) = (endorsement_type is null))
);
create index verifications_by_student on verifications (student_id, created_at desc);
create index verifications_by_platform on verifications (platform_id, mode, created_at desc);
create index verifications_by_email on verifications (email_key, mode);

create table verification_skills (
  verification_id text not null references verifications on delete cascade,
  skill_id text not null,
  position integer not null,
  name text not null,
  category text not null default '',
  description text not null default '',
  proof_urls text[] not null default '{}',
  status text not null default 'pending' check (status in ('pending', 'verified', 'rejected')),
  -- why it was not verified although it was endorsed or passed: duplicate | limit
  reason text,
  verified_at timestamptz,
  credential_id text,
  revoked_at timestamptz,
  created_at timestamptz not null,
  constraint skill_is_once_in_verification primary key (verification_id, skill_id)
);

create index verification_skills_by_credential on verification_skills (credential_id) where credential_id is not null;

create table verification_items (
  id text primary key,
  verification_id text not null references verifications on delete cascade,
  type text not null check (type in ('experience', 'project', 'certificate')),
  external_id text not null,
  position integer not null,
  fields jsonb not null,
  constraint item_is_once_in_verification unique (verification_id, type, external_id)
);
create index verification_items_by_source on verification_items (type, external_id);

-- A proof: this skill, for this source, by this kind of endorsement. The second guard of the conflict rules.
create table skill_proofs (
  student_id text not null references students on delete cascade,
  source_type text not null,
  source_id text not null,
  skill_id text not null,
  endorsement_type text not null,
  verification_id text not null references verifications on delete cascade,
  proved_at timestamptz not null,
  constraint skill_is_proved_once primary key (student_id, source_type, source_id, skill_id, endorsement_type)
);
create index skill_proofs_by_verification on skill_proofs (verification_id);

-- At most ten skills on a source: each takes one of ten places.
create table source_skills (
  student_id text not null references students on delete cascade,
  source_type text not null,
  source_id text not null,
  skill_id text not null,
  place integer not null check (place between 1 and 10),
  constraint skill_takes_one_place primary key (student_id, source_type, source_id, skill_id),
  constraint place_is_taken_once unique (student_id, source_type, source_id, place)
);

create table reviewers (
  verification_id text primary key references verifications on delete cascade,
  name text not null,
  email text not null,
  company text not null,
  website text not null default '',
  -- of the website, without www.
  domain text not null default '',
  stored_at timestamptz not null
);
create index reviewers_by_domain on reviewers (domain);
create index reviewers_by_email on reviewers (email);

-- One asking of one reviewer. A resend gives it a new token; a new reviewer opens a new round.
create table review_rounds (
  id text primary key,
  verification_id text not null references verifications on delete cascade,
  reviewer_email text not null,
  token_hash text not null unique,
  -- so that the reminder brings the same link; sealed with LAUREL_SECRET
  token_sealed text not null,
  state text not null default 'pending' check (state in ('pending', 'completed', 'declined', 'expired')),
  started_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  reminded_at timestamptz,
  submitted_at timestamptz,
  proved text check (proved in ('mailbox', 'link')),
  comment text not null default '',
  relationship text not null default '',
  signals jsonb
);
create unique index one_pending_round on review_rounds (verification_id) where state = 'pending';
create index review_rounds_by_verification on review_rounds (verification_id, started_at desc);
create index review_rounds_due on review_rounds (expires_at) where state = 'pending';

create table review_mails (
  verification_id text not null references verifications on delete cascade,
  sent_at timestamptz not null
);
create index review_mails_by_verification on review_mails (verification_id, sent_at desc);

create table assessments (
  id text primary key,
  verification_id text not null references verifications on delete cascade,
  student_id text not null references students on delete cascade,
  attempt_number integer not null,
  skill_ids text[] not null,
  state text not null default 'open' check (state in ('open', 'submitted', 'expired')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  submitted_at timestamptz,
  score integer,
  passed boolean,
  correct integer,
  constraint attempt_is_numbered_once unique (verification_id, attempt_number)
);
create unique index one_open_assessment on assessments (verification_id) where state = 'open';
create index assessments_by_student on assessments (student_id, created_at desc);
create index assessments_due on assessments (expires_at) where state = 'open';

-- The key (`answer`) never leaves this table before the set is submitted.
create table assessment_questions (
  id text primary key,
  assessment_id text not null references assessments on delete cascade,
  position integer not null,
  skill_id text not null,
  question text not null,
  options text[] not null check (array_length(options, 1) = 4),
  answer integer not null check (answer between 0 and 3),
  -- id of the item in the bank; null when a model wrote it
  bank_item text,
  chosen integer,
  constraint question_is_once_in_set unique (assessment_id, position)
);
