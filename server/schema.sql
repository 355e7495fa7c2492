-- The data model on one page: generated from the migrations by `npm run db:types`; do not edit.

create table access_tokens (
  token_hash text not null,
  partner_id text not null,
  key_hash text not null,
  scopes _text not null,
  issued_at timestamptz not null,
  last_used_at timestamptz not null,
  constraint access_tokens_pkey PRIMARY KEY (token_hash),
  constraint access_tokens_key_hash_fkey FOREIGN KEY (key_hash) REFERENCES partner_keys(key_hash) ON DELETE CASCADE,
  constraint access_tokens_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE
);
CREATE INDEX access_tokens_by_age ON public.access_tokens USING btree (issued_at);

create table assertions (
  id text not null,
  credential_id text not null,
  part text not null,
  pointer text not null,
  position int4 not null,
  mode text not null,
  issuer_id text not null,
  assertion_id text not null,
  owner_scope text not null,
  title text not null,
  achievement_type text not null default ''::text,
  section text not null,
  kind text not null,
  skill_count int4 not null default 0,
  facts jsonb not null,
  verdict text not null,
  checks jsonb not null,
  checked_at timestamptz not null,
  gone_at timestamptz,
  constraint assertion_is_one_row UNIQUE (credential_id, part),
  constraint assertions_pkey PRIMARY KEY (id),
  constraint assertions_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credentials(id) ON DELETE CASCADE,
  constraint assertions_kind_check CHECK ((kind = ANY (ARRAY['credential'::text, 'carrier'::text, 'bundle'::text]))),
  constraint assertions_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
CREATE INDEX assertions_by_check ON public.assertions USING btree (checked_at) WHERE (gone_at IS NULL);
CREATE INDEX assertions_by_issuer ON public.assertions USING btree (issuer_id) WHERE (gone_at IS NULL);

create table assessment_questions (
  id text not null,
  assessment_id text not null,
  position int4 not null,
  skill_id text not null,
  question text not null,
  options _text not null,
  answer int4 not null,
  bank_item text,
  chosen int4,
  constraint question_is_once_in_set UNIQUE (assessment_id, "position"),
  constraint assessment_questions_pkey PRIMARY KEY (id),
  constraint assessment_questions_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES assessments(id) ON DELETE CASCADE,
  constraint assessment_questions_answer_check CHECK (((answer >= 0) AND (answer <= 3))),
  constraint assessment_questions_options_check CHECK ((array_length(options, 1) = 4))
);

create table assessments (
  id text not null,
  verification_id text not null,
  student_id text not null,
  attempt_number int4 not null,
  skill_ids _text not null,
  state text not null default 'open'::text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  submitted_at timestamptz,
  score int4,
  passed bool,
  correct int4,
  constraint attempt_is_numbered_once UNIQUE (verification_id, attempt_number),
  constraint assessments_pkey PRIMARY KEY (id),
  constraint assessments_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE,
  constraint assessments_verification_id_fkey FOREIGN KEY (verification_id) REFERENCES verifications(id) ON DELETE CASCADE,
  constraint assessments_state_check CHECK ((state = ANY (ARRAY['open'::text, 'submitted'::text, 'expired'::text])))
);
CREATE INDEX assessments_by_student ON public.assessments USING btree (student_id, created_at DESC);
CREATE INDEX assessments_due ON public.assessments USING btree (expires_at) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX one_open_assessment ON public.assessments USING btree (verification_id) WHERE (state = 'open'::text);

create table audit_entries (
  seq int8 not null,
  at timestamptz not null,
  by text not null,
  action text not null,
  target_kind text not null,
  target_id text not null,
  target_name text not null,
  detail text not null,
  previous_hash text not null,
  hash text not null,
  signature text not null,
  constraint audit_entry_is_followed_once UNIQUE (previous_hash),
  constraint audit_place_is_taken_once PRIMARY KEY (seq),
  constraint audit_places_count_from_one CHECK ((seq >= 1))
);
CREATE INDEX audit_entries_by_action ON public.audit_entries USING btree (action, seq DESC);

create table audit_head (
  one int4 not null,
  seq int8 not null,
  hash text not null,
  at timestamptz not null,
  signature text not null,
  constraint audit_has_one_head PRIMARY KEY (one),
  constraint audit_head_one_check CHECK ((one = 1))
);

create table credential_rechecks (
  credential_id text not null,
  due_at timestamptz not null,
  tries int4 not null default 0,
  leased_until timestamptz,
  constraint credential_rechecks_pkey PRIMARY KEY (credential_id),
  constraint credential_rechecks_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credentials(id) ON DELETE CASCADE
);
CREATE INDEX credential_rechecks_due ON public.credential_rechecks USING btree (due_at);

create table credential_versions (
  credential_id text not null,
  version int4 not null,
  document text not null,
  verdict text not null,
  replaced_at timestamptz not null,
  constraint credential_versions_pkey PRIMARY KEY (credential_id, version),
  constraint credential_versions_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credentials(id) ON DELETE CASCADE
);

create table credentials (
  id text not null,
  partner_id text not null,
  mode text not null,
  issuer_id text not null,
  assertion_id text not null,
  recipient_id text not null,
  achievement_id text not null default ''::text,
  format text not null,
  document text not null,
  digest text not null,
  version int4 not null default 1,
  received_at timestamptz not null,
  updated_at timestamptz not null,
  withdrawn_at timestamptz,
  sent_by_person text,
  constraint credential_is_one_row UNIQUE (partner_id, mode, issuer_id, assertion_id, recipient_id),
  constraint credentials_pkey PRIMARY KEY (id),
  constraint credentials_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE,
  constraint credentials_sent_by_person_fkey FOREIGN KEY (sent_by_person) REFERENCES people(id) ON DELETE CASCADE,
  constraint credentials_format_check CHECK ((format = ANY (ARRAY['json'::text, 'jwt'::text]))),
  constraint credentials_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
CREATE INDEX credentials_by_achievement ON public.credentials USING btree (partner_id, mode, recipient_id, achievement_id);
CREATE INDEX credentials_by_partner ON public.credentials USING btree (partner_id, mode, updated_at DESC);
CREATE INDEX credentials_by_sender ON public.credentials USING btree ((((partner_id || ' '::text) || mode)), assertion_id);
CREATE INDEX credentials_by_sending_person ON public.credentials USING btree (sent_by_person) WHERE (sent_by_person IS NOT NULL);

create table deliveries (
  id text not null,
  platform_id text not null,
  mode text not null,
  key_id text not null,
  endpoint_id text,
  url text not null,
  event text not null,
  subject text,
  body text not null,
  state text not null,
  attempts int4 not null default 0,
  tries int4 not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  last_status int4,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint deliveries_pkey PRIMARY KEY (id),
  constraint deliveries_endpoint_id_fkey FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoints(id),
  constraint deliveries_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text])))
);
CREATE INDEX deliveries_by_platform ON public.deliveries USING btree (platform_id, mode, created_at DESC);
CREATE INDEX deliveries_by_subject ON public.deliveries USING btree (subject) WHERE (subject IS NOT NULL);
CREATE INDEX deliveries_by_time ON public.deliveries USING btree (created_at DESC);
CREATE INDEX deliveries_due ON public.deliveries USING btree (due_at) WHERE (state = 'pending'::text);

create table email_codes (
  purpose text not null,
  address text not null,
  code_hash text not null,
  tries_left int4 not null,
  expires_at timestamptz not null,
  constraint email_codes_pkey PRIMARY KEY (purpose, address),
  constraint email_codes_tries_left_check CHECK ((tries_left >= 0))
);

create table envelope_items (
  envelope_id text not null,
  credential_id text not null,
  position int4 not null,
  constraint envelope_items_pkey PRIMARY KEY (envelope_id, credential_id),
  constraint envelope_items_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credentials(id) ON DELETE CASCADE,
  constraint envelope_items_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE
);
CREATE INDEX envelope_items_by_credential ON public.envelope_items USING btree (credential_id);

create table envelopes (
  id text not null,
  partner_id text not null,
  mode text not null,
  token_hash text not null,
  recipient jsonb not null,
  recipient_id text not null default ''::text,
  bound_person_id text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  claimed_by text,
  claimed_at timestamptz,
  found bool not null default false,
  results jsonb,
  constraint envelopes_token_hash_key UNIQUE (token_hash),
  constraint envelopes_pkey PRIMARY KEY (id),
  constraint envelopes_bound_person_id_fkey FOREIGN KEY (bound_person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint envelopes_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES people(id) ON DELETE SET NULL,
  constraint envelopes_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE,
  constraint envelopes_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
CREATE INDEX envelopes_by_partner ON public.envelopes USING btree (partner_id, created_at DESC, id);
CREATE INDEX envelopes_by_recipient_email ON public.envelopes USING btree (partner_id, mode, lower((recipient ->> 'email'::text))) WHERE (bound_person_id IS NULL);
CREATE INDEX envelopes_by_recipient_student_id ON public.envelopes USING btree (partner_id, mode, ((recipient ->> 'studentId'::text))) WHERE (bound_person_id IS NULL);

create table holdings (
  id text not null,
  person_id text not null,
  assertion_row text not null,
  part text not null,
  position int4 not null,
  state text not null,
  created_at timestamptz not null,
  constraint holding_is_one_row UNIQUE (person_id, assertion_row, part),
  constraint holdings_pkey PRIMARY KEY (id),
  constraint holdings_assertion_row_fkey FOREIGN KEY (assertion_row) REFERENCES assertions(id) ON DELETE CASCADE,
  constraint holdings_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint holdings_state_check CHECK ((state = ANY (ARRAY['inbox'::text, 'resume'::text, 'discarded'::text, 'displaced'::text])))
);
CREATE INDEX holdings_by_assertion ON public.holdings USING btree (assertion_row);

create table idempotent_answers (
  partner_id text not null,
  key_hash text not null,
  body_digest text not null,
  answer text not null,
  created_at timestamptz not null,
  constraint idempotency_key_is_used_once PRIMARY KEY (partner_id, key_hash),
  constraint idempotent_answers_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE
);
CREATE INDEX idempotent_answers_by_age ON public.idempotent_answers USING btree (created_at);

create table issued_credentials (
  id text not null,
  kind text not null,
  document text not null,
  platform_id text,
  mode text,
  subject text,
  event jsonb,
  created_at timestamptz not null,
  revoked_at timestamptz,
  suspended_at timestamptz,
  reason text,
  constraint issued_credentials_pkey PRIMARY KEY (id),
  constraint issued_credentials_kind_check CHECK ((kind = ANY (ARRAY['badge'::text, 'credential'::text]))),
  constraint issued_credentials_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
CREATE INDEX issued_credentials_by_subject ON public.issued_credentials USING btree (subject) WHERE (subject IS NOT NULL);
CREATE INDEX issued_credentials_by_time ON public.issued_credentials USING btree (created_at DESC);

create table issuer_registry (
  one int4 not null,
  version int8 not null,
  constraint there_is_one_registry PRIMARY KEY (one),
  constraint issuer_registry_one_check CHECK ((one = 1))
);

create table issuers (
  id text not null,
  name text not null,
  domain text,
  keys jsonb not null default '[]'::jsonb,
  landing jsonb,
  logo_image text,
  updated_at timestamptz not null,
  constraint issuer_is_listed_once PRIMARY KEY (id)
);

create table issuing_keys (
  public_multibase text not null,
  algorithm text not null,
  secret_sealed text not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  constraint issuing_keys_pkey PRIMARY KEY (public_multibase),
  constraint issuing_keys_algorithm_check CHECK ((algorithm = ANY (ARRAY['Ed25519'::text, 'P-256'::text, 'P-384'::text])))
);
CREATE UNIQUE INDEX one_key_in_use_for_an_algorithm ON public.issuing_keys USING btree (algorithm) WHERE (retired_at IS NULL);

create table logos (
  id text not null,
  png bytea not null,
  created_at timestamptz not null,
  constraint logos_pkey PRIMARY KEY (id)
);

create table mails (
  id text not null,
  to_address text not null,
  purpose text not null,
  mode text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  state text not null,
  attempts int4 not null default 0,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz,
  unanswered int4 not null default 0,
  constraint mails_pkey PRIMARY KEY (id),
  constraint mails_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint mails_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'kept'::text, 'captured'::text, 'failed'::text])))
);
CREATE INDEX mails_by_address ON public.mails USING btree (to_address, created_at DESC);
CREATE INDEX mails_by_time ON public.mails USING btree (created_at DESC);

create table migrations (
  name text not null,
  run_at timestamptz not null default now(),
  constraint migrations_pkey PRIMARY KEY (name)
);

create table notices (
  id text not null,
  person_id text not null,
  assertion_row text not null,
  verdict text not null,
  created_at timestamptz not null,
  dismissed_at timestamptz,
  constraint notice_is_given_once UNIQUE (person_id, assertion_row, verdict),
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_assertion_row_fkey FOREIGN KEY (assertion_row) REFERENCES assertions(id) ON DELETE CASCADE,
  constraint notices_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint notices_verdict_check CHECK ((verdict = ANY (ARRAY['revoked'::text, 'suspended'::text, 'invalid'::text])))
);
CREATE INDEX notices_by_assertion ON public.notices USING btree (assertion_row);

create table operator_links (
  code_hash text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint operator_links_pkey PRIMARY KEY (code_hash)
);

create table operator_sessions (
  token_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint operator_sessions_pkey PRIMARY KEY (token_hash)
);

create table own_entries (
  id text not null,
  person_id text not null,
  kind text not null,
  section text not null,
  title text not null,
  organization text not null default ''::text,
  start_date text not null default ''::text,
  end_date text not null default ''::text,
  url text not null default ''::text,
  description text not null default ''::text,
  skill_key text,
  category text,
  position int4 not null default 0,
  created_at timestamptz not null,
  constraint own_skill_is_there_once UNIQUE (person_id, skill_key),
  constraint own_entries_pkey PRIMARY KEY (id),
  constraint own_entries_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint own_category_is_known CHECK ((category = ANY (ARRAY['specialized'::text, 'technical'::text, 'durable'::text, 'other'::text]))),
  constraint own_end_is_a_date CHECK (
CASE
    WHEN ((end_date ~ '^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$'::text) AND ("left"(end_date, 4) <> '0000'::text)) THEN ((("right"(end_date, 2))::integer >= 1) AND ((("right"(end_date, 2))::integer)::numeric <= EXTRACT(day FROM (make_date(("left"(end_date, 4))::integer, (substr(end_date, 6, 2))::integer, 1) + '1 mon -1 days'::interval))))
    ELSE ((end_date = ''::text) OR (end_date ~ '^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?$'::text))
END),
  constraint own_kind_is_known CHECK ((kind = ANY (ARRAY['entry'::text, 'skill'::text]))),
  constraint own_start_is_a_date CHECK (
CASE
    WHEN ((start_date ~ '^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$'::text) AND ("left"(start_date, 4) <> '0000'::text)) THEN ((("right"(start_date, 2))::integer >= 1) AND ((("right"(start_date, 2))::integer)::numeric <= EXTRACT(day FROM (make_date(("left"(start_date, 4))::integer, (substr(start_date, 6, 2))::integer, 1) + '1 mon -1 days'::interval))))
    ELSE ((start_date = ''::text) OR (start_date ~ '^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?$'::text))
END),
  constraint skill_has_a_key CHECK (((kind = 'skill'::text) = (skill_key IS NOT NULL)))
);
CREATE INDEX own_entries_by_person ON public.own_entries USING btree (person_id, created_at, "position");

create table owners (
  mode text not null,
  issuer_id text not null,
  assertion_id text not null,
  owner_scope text not null,
  person_id text not null,
  assertion_row text not null,
  since timestamptz not null,
  constraint assertion_has_one_owner PRIMARY KEY (mode, issuer_id, assertion_id, owner_scope),
  constraint owners_assertion_row_fkey FOREIGN KEY (assertion_row) REFERENCES assertions(id) ON DELETE CASCADE,
  constraint owners_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);
CREATE INDEX owners_by_assertion ON public.owners USING btree (assertion_row);
CREATE INDEX owners_by_person ON public.owners USING btree (person_id);

create table partner_keys (
  key_hash text not null,
  partner_id text not null,
  created_at timestamptz not null,
  ends_at timestamptz,
  constraint partner_keys_pkey PRIMARY KEY (key_hash),
  constraint partner_keys_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE
);
CREATE INDEX partner_keys_by_partner ON public.partner_keys USING btree (partner_id);

create table partner_profiles (
  partner_id text not null,
  profile text not null,
  updated_at timestamptz not null,
  constraint partner_profiles_pkey PRIMARY KEY (partner_id),
  constraint partner_profiles_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE
);

create table partner_sessions (
  token_hash text not null,
  partner_id text not null,
  key_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint partner_sessions_pkey PRIMARY KEY (token_hash),
  constraint partner_sessions_key_hash_fkey FOREIGN KEY (key_hash) REFERENCES partner_keys(key_hash) ON DELETE CASCADE,
  constraint partner_sessions_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE
);
CREATE INDEX partner_sessions_by_age ON public.partner_sessions USING btree (expires_at);
CREATE INDEX partner_sessions_by_key ON public.partner_sessions USING btree (key_hash);

create table partners (
  id text not null,
  name text not null,
  slug text not null,
  mode text not null,
  client_id text not null,
  scopes _text not null,
  issuer_ids _text not null default '{}'::text[],
  import_url text,
  logo text,
  landing jsonb,
  type_overrides jsonb not null default '{}'::jsonb,
  match_updates_by text not null default 'assertion'::text,
  claim_email_check bool not null default true,
  find_my_resume bool not null default false,
  created_at timestamptz not null,
  ended_at timestamptz,
  logo_image text,
  constraint partners_client_id_key UNIQUE (client_id),
  constraint partners_pkey PRIMARY KEY (id),
  constraint partners_match_updates_by_check CHECK ((match_updates_by = ANY (ARRAY['assertion'::text, 'recipient-and-achievement'::text]))),
  constraint partners_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
CREATE UNIQUE INDEX partner_slug_is_unique ON public.partners USING btree (lower(slug)) WHERE (ended_at IS NULL);
CREATE INDEX partners_by_issuer ON public.partners USING gin (issuer_ids);

create table people (
  id text not null,
  given_name text not null default ''::text,
  family_name text not null default ''::text,
  phone text not null default ''::text,
  locale text not null default 'en'::text,
  created_at timestamptz not null,
  erase_at timestamptz,
  erase_leased_until timestamptz,
  constraint people_pkey PRIMARY KEY (id)
);
CREATE INDEX people_to_erase ON public.people USING btree (erase_at) WHERE (erase_at IS NOT NULL);

create table person_emails (
  address text not null,
  person_id text not null,
  shown text not null,
  proved_at timestamptz not null,
  is_primary bool not null default false,
  constraint person_emails_pkey PRIMARY KEY (address),
  constraint person_emails_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX one_address_is_primary ON public.person_emails USING btree (person_id) WHERE is_primary;
CREATE INDEX person_emails_by_person ON public.person_emails USING btree (person_id);

create table platform_keys (
  id text not null,
  platform_id text not null,
  mode text not null,
  api_key_hash text not null,
  api_key_start text not null,
  secret_sealed text not null,
  former_secret_sealed text,
  former_secret_until timestamptz,
  require_reviewer_code bool not null default true,
  credit_limit int4,
  credits_used int4 not null default 0,
  verified_profiles int4 not null default 0,
  active bool not null default true,
  created_at timestamptz not null,
  constraint platform_keys_api_key_hash_key UNIQUE (api_key_hash),
  constraint platform_keys_pkey PRIMARY KEY (id),
  constraint platform_keys_platform_id_fkey FOREIGN KEY (platform_id) REFERENCES platforms(id) ON DELETE CASCADE,
  constraint platform_keys_credit_limit_check CHECK ((credit_limit >= 0)),
  constraint platform_keys_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
CREATE INDEX platform_keys_by_platform ON public.platform_keys USING btree (platform_id);

create table platform_skills (
  platform_id text not null,
  mode text not null,
  skill_id text not null,
  name text not null,
  name_key text not null,
  category text not null default ''::text,
  description text not null default ''::text,
  created_at timestamptz not null,
  constraint skill_id_is_unique PRIMARY KEY (platform_id, mode, skill_id),
  constraint platform_skills_platform_id_fkey FOREIGN KEY (platform_id) REFERENCES platforms(id) ON DELETE CASCADE,
  constraint platform_skills_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
CREATE INDEX platform_skills_by_name ON public.platform_skills USING btree (platform_id, mode, name_key);

create table platforms (
  id text not null,
  name text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  built_in bool not null default false,
  constraint platforms_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX one_platform_is_built_in ON public.platforms USING btree (built_in) WHERE built_in;

create table recipient_links (
  partner_id text not null,
  mode text not null,
  recipient_id text not null,
  person_id text not null,
  since timestamptz not null,
  constraint recipient_links_pkey PRIMARY KEY (partner_id, mode, recipient_id),
  constraint recipient_links_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE,
  constraint recipient_links_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);

create table recipient_proofs (
  envelope_id text not null,
  person_id text not null,
  proved_at timestamptz not null,
  constraint recipient_proofs_pkey PRIMARY KEY (envelope_id, person_id),
  constraint recipient_proofs_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE,
  constraint recipient_proofs_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);

create table recipient_tokens (
  token_hash text not null,
  person_id text not null,
  partner_id text not null,
  session_id text not null,
  return_key_hash text not null,
  envelope_id text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  refused_at timestamptz,
  constraint recipient_tokens_return_key_key UNIQUE (return_key_hash),
  constraint recipient_tokens_pkey PRIMARY KEY (token_hash),
  constraint recipient_tokens_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE,
  constraint recipient_tokens_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE,
  constraint recipient_tokens_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint recipient_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE
);
CREATE INDEX recipient_tokens_by_envelope ON public.recipient_tokens USING btree (envelope_id);
CREATE INDEX recipient_tokens_by_session ON public.recipient_tokens USING btree (session_id);

create table resume_items (
  person_id text not null,
  item_id text not null,
  position int4,
  hidden bool not null default false,
  deleted_at timestamptz,
  level text,
  own_wording text not null default ''::text,
  constraint resume_items_pkey PRIMARY KEY (person_id, item_id),
  constraint resume_items_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);

create table resumes (
  person_id text not null,
  section_order _text not null default '{}'::text[],
  updated_at timestamptz not null,
  headline text not null default ''::text,
  email text not null default ''::text,
  phone text not null default ''::text,
  location text not null default ''::text,
  summary text not null default ''::text,
  links jsonb not null default '[]'::jsonb,
  template text not null default 'classic'::text,
  accent text not null default '#1f2937'::text,
  paper text not null default 'A4'::text,
  language text not null default 'en'::text,
  direction text not null default 'ltr'::text,
  constraint resumes_pkey PRIMARY KEY (person_id),
  constraint resumes_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint accent_is_a_colour CHECK ((accent ~ '^#[0-9a-f]{6}$'::text)),
  constraint direction_is_known CHECK ((direction = ANY (ARRAY['ltr'::text, 'rtl'::text]))),
  constraint paper_is_known CHECK ((paper = ANY (ARRAY['A4'::text, 'Letter'::text]))),
  constraint template_is_known CHECK ((template = ANY (ARRAY['classic'::text, 'modern'::text, 'compact'::text])))
);

create table review_mails (
  verification_id text not null,
  sent_at timestamptz not null,
  constraint review_mails_verification_id_fkey FOREIGN KEY (verification_id) REFERENCES verifications(id) ON DELETE CASCADE
);
CREATE INDEX review_mails_by_verification ON public.review_mails USING btree (verification_id, sent_at DESC);

create table review_rounds (
  id text not null,
  verification_id text not null,
  reviewer_email text not null,
  token_hash text not null,
  token_sealed text not null,
  state text not null default 'pending'::text,
  started_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  reminded_at timestamptz,
  submitted_at timestamptz,
  proved text,
  comment text not null default ''::text,
  relationship text not null default ''::text,
  signals jsonb,
  constraint review_rounds_token_hash_key UNIQUE (token_hash),
  constraint review_rounds_pkey PRIMARY KEY (id),
  constraint review_rounds_verification_id_fkey FOREIGN KEY (verification_id) REFERENCES verifications(id) ON DELETE CASCADE,
  constraint review_rounds_proved_check CHECK ((proved = ANY (ARRAY['mailbox'::text, 'link'::text]))),
  constraint review_rounds_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'completed'::text, 'declined'::text, 'expired'::text])))
);
CREATE UNIQUE INDEX one_pending_round ON public.review_rounds USING btree (verification_id) WHERE (state = 'pending'::text);
CREATE INDEX review_rounds_by_verification ON public.review_rounds USING btree (verification_id, started_at DESC);
CREATE INDEX review_rounds_due ON public.review_rounds USING btree (expires_at) WHERE (state = 'pending'::text);

create table reviewers (
  verification_id text not null,
  name text not null,
  email text not null,
  company text not null,
  website text not null default ''::text,
  domain text not null default ''::text,
  stored_at timestamptz not null,
  constraint reviewers_pkey PRIMARY KEY (verification_id),
  constraint reviewers_verification_id_fkey FOREIGN KEY (verification_id) REFERENCES verifications(id) ON DELETE CASCADE
);
CREATE INDEX reviewers_by_domain ON public.reviewers USING btree (domain);
CREATE INDEX reviewers_by_email ON public.reviewers USING btree (email);

create table sessions (
  token_hash text not null,
  id text not null,
  person_id text not null,
  user_agent text not null default ''::text,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  constraint sessions_id_key UNIQUE (id),
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);
CREATE INDEX sessions_by_person ON public.sessions USING btree (person_id);

create table shares (
  id text not null,
  person_id text not null,
  slug text not null,
  label text not null,
  sections _text,
  expires_at timestamptz,
  passcode_hash text,
  emails _text not null,
  download_allowed bool not null,
  hide_raw bool not null,
  is_public bool not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  revoked_at timestamptz,
  views int4 not null default 0,
  last_viewed_at timestamptz,
  constraint share_slug_is_one UNIQUE (slug),
  constraint shares_pkey PRIMARY KEY (id),
  constraint shares_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint public_share_is_open CHECK (((NOT is_public) OR ((passcode_hash IS NULL) AND (emails = '{}'::text[])))),
  constraint share_slug_is_plain CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$'::text))
);
CREATE INDEX shares_by_person ON public.shares USING btree (person_id, created_at DESC);

create table skill_proofs (
  student_id text not null,
  source_type text not null,
  source_id text not null,
  skill_id text not null,
  endorsement_type text not null,
  verification_id text not null,
  proved_at timestamptz not null,
  constraint skill_is_proved_once PRIMARY KEY (student_id, source_type, source_id, skill_id, endorsement_type),
  constraint skill_proofs_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE,
  constraint skill_proofs_verification_id_fkey FOREIGN KEY (verification_id) REFERENCES verifications(id) ON DELETE CASCADE
);
CREATE INDEX skill_proofs_by_verification ON public.skill_proofs USING btree (verification_id);

create table source_skills (
  student_id text not null,
  source_type text not null,
  source_id text not null,
  skill_id text not null,
  place int4 not null,
  constraint place_is_taken_once UNIQUE (student_id, source_type, source_id, place),
  constraint skill_takes_one_place PRIMARY KEY (student_id, source_type, source_id, skill_id),
  constraint source_skills_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE,
  constraint source_skills_place_check CHECK (((place >= 1) AND (place <= 10)))
);

create table status_entries (
  list_id text not null,
  list_index int4 not null,
  credential_id text,
  is_set bool not null default false,
  constraint status_index_is_given_once PRIMARY KEY (list_id, list_index),
  constraint status_entries_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES issued_credentials(id) ON DELETE SET NULL,
  constraint status_entries_list_id_fkey FOREIGN KEY (list_id) REFERENCES status_lists(id)
);
CREATE INDEX status_entries_by_credential ON public.status_entries USING btree (credential_id);
CREATE INDEX status_entries_set ON public.status_entries USING btree (list_id) WHERE is_set;

create table status_lists (
  id text not null,
  purpose text not null,
  size int4 not null,
  version int4 not null default 0,
  created_at timestamptz not null,
  full_at timestamptz,
  issuer text not null default ''::text,
  constraint status_lists_pkey PRIMARY KEY (id),
  constraint status_lists_purpose_check CHECK ((purpose = ANY (ARRAY['revocation'::text, 'suspension'::text]))),
  constraint status_lists_size_check CHECK ((size >= 131072))
);

create table students (
  id text not null,
  platform_id text not null,
  mode text not null,
  name text not null,
  email text not null default ''::text,
  email_key text not null default ''::text,
  phone text not null default ''::text,
  created_at timestamptz not null,
  constraint students_pkey PRIMARY KEY (id),
  constraint students_platform_id_fkey FOREIGN KEY (platform_id) REFERENCES platforms(id) ON DELETE CASCADE,
  constraint students_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
CREATE UNIQUE INDEX student_email_is_unique ON public.students USING btree (platform_id, mode, email_key) WHERE (email_key <> ''::text);
CREATE UNIQUE INDEX student_phone_is_unique ON public.students USING btree (platform_id, mode, phone) WHERE (email_key = ''::text);
CREATE INDEX students_by_email ON public.students USING btree (email_key, mode);

create table type_alerts (
  id text not null,
  partner_id text not null,
  achievement_type text not null,
  type_key text not null,
  count int4 not null default 1,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  assigned_section text,
  assigned_at timestamptz,
  constraint one_alert_for_a_type UNIQUE (partner_id, type_key),
  constraint type_alerts_pkey PRIMARY KEY (id),
  constraint type_alerts_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE
);

create table verification_items (
  id text not null,
  verification_id text not null,
  type text not null,
  external_id text not null,
  position int4 not null,
  fields jsonb not null,
  constraint item_is_once_in_verification UNIQUE (verification_id, type, external_id),
  constraint verification_items_pkey PRIMARY KEY (id),
  constraint verification_items_verification_id_fkey FOREIGN KEY (verification_id) REFERENCES verifications(id) ON DELETE CASCADE,
  constraint verification_items_type_check CHECK ((type = ANY (ARRAY['experience'::text, 'project'::text, 'certificate'::text])))
);
CREATE INDEX verification_items_by_source ON public.verification_items USING btree (type, external_id);

create table verification_skills (
  verification_id text not null,
  skill_id text not null,
  position int4 not null,
  name text not null,
  category text not null default ''::text,
  description text not null default ''::text,
  proof_urls _text not null default '{}'::text[],
  status text not null default 'pending'::text,
  reason text,
  verified_at timestamptz,
  credential_id text,
  revoked_at timestamptz,
  created_at timestamptz not null,
  constraint skill_is_once_in_verification PRIMARY KEY (verification_id, skill_id),
  constraint verification_skills_verification_id_fkey FOREIGN KEY (verification_id) REFERENCES verifications(id) ON DELETE CASCADE,
  constraint verification_skills_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'verified'::text, 'rejected'::text])))
);
CREATE INDEX verification_skills_by_credential ON public.verification_skills USING btree (credential_id) WHERE (credential_id IS NOT NULL);

create table verifications (
  id text not null,
  platform_id text not null,
  mode text not null,
  key_id text not null,
  student_id text not null,
  token_hash text not null,
  external_student_id text not null,
  name text not null,
  email text not null default ''::text,
  email_key text not null default ''::text,
  phone text not null default ''::text,
  callback_url text,
  offered jsonb not null,
  state text not null default 'draft'::text,
  method text,
  endorsement_type text,
  student_origins _text not null default '{}'::text[],
  created_at timestamptz not null,
  expires_at timestamptz not null,
  completed_at timestamptz,
  person_id text,
  constraint verifications_token_hash_key UNIQUE (token_hash),
  constraint verifications_pkey PRIMARY KEY (id),
  constraint verifications_key_id_fkey FOREIGN KEY (key_id) REFERENCES platform_keys(id) ON DELETE CASCADE,
  constraint verifications_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint verifications_platform_id_fkey FOREIGN KEY (platform_id) REFERENCES platforms(id) ON DELETE CASCADE,
  constraint verifications_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE,
  constraint verifications_check CHECK (((method IS NULL) = (endorsement_type IS NULL))),
  constraint verifications_method_check CHECK ((method = ANY (ARRAY['human'::text, 'assessment'::text]))),
  constraint verifications_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint verifications_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'in_progress'::text, 'completed'::text, 'expired'::text])))
);
CREATE INDEX verifications_by_email ON public.verifications USING btree (email_key, mode);
CREATE INDEX verifications_by_person ON public.verifications USING btree (person_id, created_at) WHERE (person_id IS NOT NULL);
CREATE INDEX verifications_by_platform ON public.verifications USING btree (platform_id, mode, created_at DESC);
CREATE INDEX verifications_by_student ON public.verifications USING btree (student_id, created_at DESC);

create table wallet_deliveries (
  offer_id text not null,
  configuration_id text not null,
  delivered_at timestamptz not null,
  constraint configuration_is_delivered_once PRIMARY KEY (offer_id, configuration_id),
  constraint wallet_deliveries_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES wallet_offers(id) ON DELETE CASCADE
);

create table wallet_offers (
  id text not null,
  person_id text not null,
  holding_id text,
  title text not null,
  configurations _text not null,
  code_hash text not null,
  transaction_code_hash text not null,
  tries_left int4 not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint wallet_offers_code_hash_key UNIQUE (code_hash),
  constraint wallet_offers_pkey PRIMARY KEY (id),
  constraint wallet_offers_holding_id_fkey FOREIGN KEY (holding_id) REFERENCES holdings(id) ON DELETE CASCADE,
  constraint wallet_offers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint wallet_offers_tries_left_check CHECK ((tries_left >= 0))
);
CREATE INDEX wallet_offers_by_expiry ON public.wallet_offers USING btree (expires_at);
CREATE INDEX wallet_offers_by_person ON public.wallet_offers USING btree (person_id, created_at DESC);

create table wallet_tokens (
  offer_id text not null,
  token_hash text not null,
  expires_at timestamptz not null,
  constraint wallet_tokens_token_hash_key UNIQUE (token_hash),
  constraint offer_is_redeemed_once PRIMARY KEY (offer_id),
  constraint wallet_tokens_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES wallet_offers(id) ON DELETE CASCADE
);

create table wallet_used_nonces (
  nonce_hash text not null,
  expires_at timestamptz not null,
  constraint nonce_is_used_once PRIMARY KEY (nonce_hash)
);
CREATE INDEX wallet_used_nonces_by_expiry ON public.wallet_used_nonces USING btree (expires_at);

create table wallets (
  id text not null,
  position int4 not null,
  name text not null,
  logo text,
  link text not null,
  constraint wallets_pkey PRIMARY KEY (id)
);

create table webhook_endpoints (
  id text not null,
  platform_id text not null,
  mode text not null,
  key_id text not null,
  url text not null,
  events _text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  constraint webhook_endpoints_pkey PRIMARY KEY (id),
  constraint webhook_endpoints_ended_because_check CHECK ((ended_because = ANY (ARRAY['deleted'::text, 'gone'::text]))),
  constraint webhook_endpoints_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
CREATE INDEX webhook_endpoints_by_platform ON public.webhook_endpoints USING btree (platform_id, mode) WHERE (ended_at IS NULL);
