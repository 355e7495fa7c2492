// Generated from the migrations by `npm run db:types`; do not edit.
import type { ColumnType, Generated } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>
// biome-ignore lint/suspicious/noExplicitAny: JSON columns are typed where they are read
type Json = ColumnType<any, string, string>
// biome-ignore lint/suspicious/noExplicitAny: as above
type JsonWithDefault = ColumnType<any, string | undefined, string>

export interface AccessTokens {
  token_hash: string
  partner_id: string
  key_hash: string
  scopes: string[]
  issued_at: Timestamp
  last_used_at: Timestamp
}

export interface Assertions {
  id: string
  credential_id: string
  part: string
  pointer: string
  position: number
  mode: string
  issuer_id: string
  assertion_id: string
  owner_scope: string
  title: string
  achievement_type: Generated<string>
  section: string
  kind: string
  skill_count: Generated<number>
  facts: Json
  verdict: string
  checks: Json
  checked_at: Timestamp
  gone_at: Timestamp | null
}

export interface AssessmentQuestions {
  id: string
  assessment_id: string
  position: number
  skill_id: string
  question: string
  options: string[]
  answer: number
  bank_item: string | null
  chosen: number | null
}

export interface Assessments {
  id: string
  verification_id: string
  student_id: string
  attempt_number: number
  skill_ids: string[]
  state: Generated<string>
  created_at: Timestamp
  expires_at: Timestamp
  submitted_at: Timestamp | null
  score: number | null
  passed: boolean | null
  correct: number | null
}

export interface AuditEntries {
  seq: number
  at: Timestamp
  by: string
  action: string
  target_kind: string
  target_id: string
  target_name: string
  detail: string
  previous_hash: string
  hash: string
  signature: string
}

export interface AuditHead {
  one: number
  seq: number
  hash: string
  at: Timestamp
  signature: string
}

export interface CredentialRechecks {
  credential_id: string
  due_at: Timestamp
  tries: Generated<number>
  leased_until: Timestamp | null
}

export interface CredentialVersions {
  credential_id: string
  version: number
  document: string
  verdict: string
  replaced_at: Timestamp
}

export interface Credentials {
  id: string
  partner_id: string
  mode: string
  issuer_id: string
  assertion_id: string
  recipient_id: string
  achievement_id: Generated<string>
  format: string
  document: string
  digest: string
  version: Generated<number>
  received_at: Timestamp
  updated_at: Timestamp
  withdrawn_at: Timestamp | null
  sent_by_person: string | null
}

export interface Deliveries {
  id: string
  platform_id: string
  mode: string
  key_id: string
  endpoint_id: string | null
  url: string
  event: string
  subject: string | null
  body: string
  state: string
  attempts: Generated<number>
  tries: Generated<number>
  due_at: Timestamp
  leased_until: Timestamp | null
  last_status: number | null
  last_error: string | null
  created_at: Timestamp
  finished_at: Timestamp | null
}

export interface EmailCodes {
  purpose: string
  address: string
  code_hash: string
  tries_left: number
  expires_at: Timestamp
}

export interface EnvelopeItems {
  envelope_id: string
  credential_id: string
  position: number
}

export interface Envelopes {
  id: string
  partner_id: string
  mode: string
  token_hash: string
  recipient: Json
  recipient_id: Generated<string>
  bound_person_id: string | null
  created_at: Timestamp
  expires_at: Timestamp
  claimed_by: string | null
  claimed_at: Timestamp | null
  found: Generated<boolean>
  results: Json | null
}

export interface Holdings {
  id: string
  person_id: string
  assertion_row: string
  part: string
  position: number
  state: string
  created_at: Timestamp
}

export interface IdempotentAnswers {
  partner_id: string
  key_hash: string
  body_digest: string
  answer: string
  created_at: Timestamp
}

export interface IssuedCredentials {
  id: string
  kind: string
  document: string
  platform_id: string | null
  mode: string | null
  subject: string | null
  event: Json | null
  created_at: Timestamp
  revoked_at: Timestamp | null
  suspended_at: Timestamp | null
  reason: string | null
}

export interface IssuerRegistry {
  one: number
  version: number
}

export interface Issuers {
  id: string
  name: string
  domain: string | null
  keys: JsonWithDefault
  landing: Json | null
  logo_image: string | null
  updated_at: Timestamp
}

export interface IssuingKeys {
  public_multibase: string
  algorithm: string
  secret_sealed: string
  created_at: Timestamp
  retired_at: Timestamp | null
}

export interface Logos {
  id: string
  png: Uint8Array
  created_at: Timestamp
}

export interface Mails {
  id: string
  to_address: string
  purpose: string
  mode: string
  subject: string
  body_text: string
  body_html: string
  state: string
  attempts: Generated<number>
  last_error: string | null
  created_at: Timestamp
  finished_at: Timestamp | null
  unanswered: Generated<number>
}

export interface Migrations {
  name: string
  run_at: Generated<Timestamp>
}

export interface Notices {
  id: string
  person_id: string
  assertion_row: string
  verdict: string
  created_at: Timestamp
  dismissed_at: Timestamp | null
}

export interface OperatorLinks {
  code_hash: string
  expires_at: Timestamp
  used_at: Timestamp | null
}

export interface OperatorSessions {
  token_hash: string
  created_at: Timestamp
  expires_at: Timestamp
}

export interface OwnEntries {
  id: string
  person_id: string
  kind: string
  section: string
  title: string
  organization: Generated<string>
  start_date: Generated<string>
  end_date: Generated<string>
  url: Generated<string>
  description: Generated<string>
  skill_key: string | null
  category: string | null
  position: Generated<number>
  created_at: Timestamp
}

export interface Owners {
  mode: string
  issuer_id: string
  assertion_id: string
  owner_scope: string
  person_id: string
  assertion_row: string
  since: Timestamp
}

export interface PartnerKeys {
  key_hash: string
  partner_id: string
  created_at: Timestamp
  ends_at: Timestamp | null
}

export interface PartnerProfiles {
  partner_id: string
  profile: string
  updated_at: Timestamp
}

export interface PartnerSessions {
  token_hash: string
  partner_id: string
  key_hash: string
  created_at: Timestamp
  expires_at: Timestamp
}

export interface Partners {
  id: string
  name: string
  slug: string
  mode: string
  client_id: string
  scopes: string[]
  issuer_ids: Generated<string[]>
  import_url: string | null
  logo: string | null
  landing: Json | null
  type_overrides: JsonWithDefault
  match_updates_by: Generated<string>
  claim_email_check: Generated<boolean>
  find_my_resume: Generated<boolean>
  created_at: Timestamp
  ended_at: Timestamp | null
  logo_image: string | null
}

export interface People {
  id: string
  given_name: Generated<string>
  family_name: Generated<string>
  phone: Generated<string>
  locale: Generated<string>
  created_at: Timestamp
  erase_at: Timestamp | null
  erase_leased_until: Timestamp | null
}

export interface PersonEmails {
  address: string
  person_id: string
  shown: string
  proved_at: Timestamp
  is_primary: Generated<boolean>
}

export interface PlatformKeys {
  id: string
  platform_id: string
  mode: string
  api_key_hash: string
  api_key_start: string
  secret_sealed: string
  former_secret_sealed: string | null
  former_secret_until: Timestamp | null
  require_reviewer_code: Generated<boolean>
  credit_limit: number | null
  credits_used: Generated<number>
  verified_profiles: Generated<number>
  active: Generated<boolean>
  created_at: Timestamp
}

export interface PlatformSkills {
  platform_id: string
  mode: string
  skill_id: string
  name: string
  name_key: string
  category: Generated<string>
  description: Generated<string>
  created_at: Timestamp
}

export interface Platforms {
  id: string
  name: string
  created_at: Timestamp
  ended_at: Timestamp | null
  built_in: Generated<boolean>
}

export interface RecipientLinks {
  partner_id: string
  mode: string
  recipient_id: string
  person_id: string
  since: Timestamp
}

export interface RecipientProofs {
  envelope_id: string
  person_id: string
  proved_at: Timestamp
}

export interface RecipientTokens {
  token_hash: string
  person_id: string
  partner_id: string
  session_id: string
  return_key_hash: string
  envelope_id: string | null
  created_at: Timestamp
  expires_at: Timestamp
  used_at: Timestamp | null
  refused_at: Timestamp | null
}

export interface ResumeItems {
  person_id: string
  item_id: string
  position: number | null
  hidden: Generated<boolean>
  deleted_at: Timestamp | null
  level: string | null
  own_wording: Generated<string>
}

export interface Resumes {
  person_id: string
  section_order: Generated<string[]>
  updated_at: Timestamp
  headline: Generated<string>
  email: Generated<string>
  phone: Generated<string>
  location: Generated<string>
  summary: Generated<string>
  links: JsonWithDefault
  template: Generated<string>
  accent: Generated<string>
  paper: Generated<string>
  language: Generated<string>
  direction: Generated<string>
}

export interface ReviewMails {
  verification_id: string
  sent_at: Timestamp
}

export interface ReviewRounds {
  id: string
  verification_id: string
  reviewer_email: string
  token_hash: string
  token_sealed: string
  state: Generated<string>
  started_at: Timestamp
  sent_at: Timestamp
  expires_at: Timestamp
  reminded_at: Timestamp | null
  submitted_at: Timestamp | null
  proved: string | null
  comment: Generated<string>
  relationship: Generated<string>
  signals: Json | null
}

export interface Reviewers {
  verification_id: string
  name: string
  email: string
  company: string
  website: Generated<string>
  domain: Generated<string>
  stored_at: Timestamp
}

export interface Sessions {
  token_hash: string
  id: string
  person_id: string
  user_agent: Generated<string>
  created_at: Timestamp
  last_used_at: Timestamp
  expires_at: Timestamp
}

export interface Shares {
  id: string
  person_id: string
  slug: string
  label: string
  sections: string[] | null
  expires_at: Timestamp | null
  passcode_hash: string | null
  emails: string[]
  download_allowed: boolean
  hide_raw: boolean
  is_public: boolean
  created_at: Timestamp
  updated_at: Timestamp
  revoked_at: Timestamp | null
  views: Generated<number>
  last_viewed_at: Timestamp | null
}

export interface SkillProofs {
  student_id: string
  source_type: string
  source_id: string
  skill_id: string
  endorsement_type: string
  verification_id: string
  proved_at: Timestamp
}

export interface SourceSkills {
  student_id: string
  source_type: string
  source_id: string
  skill_id: string
  place: number
}

export interface StatusEntries {
  list_id: string
  list_index: number
  credential_id: string | null
  is_set: Generated<boolean>
}

export interface StatusLists {
  id: string
  purpose: string
  size: number
  version: Generated<number>
  created_at: Timestamp
  full_at: Timestamp | null
  issuer: Generated<string>
}

export interface Students {
  id: string
  platform_id: string
  mode: string
  name: string
  email: Generated<string>
  email_key: Generated<string>
  phone: Generated<string>
  created_at: Timestamp
}

export interface TypeAlerts {
  id: string
  partner_id: string
  achievement_type: string
  type_key: string
  count: Generated<number>
  created_at: Timestamp
  last_seen_at: Timestamp
  assigned_section: string | null
  assigned_at: Timestamp | null
}

export interface VerificationItems {
  id: string
  verification_id: string
  type: string
  external_id: string
  position: number
  fields: Json
}

export interface VerificationSkills {
  verification_id: string
  skill_id: string
  position: number
  name: string
  category: Generated<string>
  description: Generated<string>
  proof_urls: Generated<string[]>
  status: Generated<string>
  reason: string | null
  verified_at: Timestamp | null
  credential_id: string | null
  revoked_at: Timestamp | null
  created_at: Timestamp
}

export interface Verifications {
  id: string
  platform_id: string
  mode: string
  key_id: string
  student_id: string
  token_hash: string
  external_student_id: string
  name: string
  email: Generated<string>
  email_key: Generated<string>
  phone: Generated<string>
  callback_url: string | null
  offered: Json
  state: Generated<string>
  method: string | null
  endorsement_type: string | null
  student_origins: Generated<string[]>
  created_at: Timestamp
  expires_at: Timestamp
  completed_at: Timestamp | null
  person_id: string | null
}

export interface WalletDeliveries {
  offer_id: string
  configuration_id: string
  delivered_at: Timestamp
}

export interface WalletOffers {
  id: string
  person_id: string
  holding_id: string | null
  title: string
  configurations: string[]
  code_hash: string
  transaction_code_hash: string
  tries_left: number
  created_at: Timestamp
  expires_at: Timestamp
}

export interface WalletTokens {
  offer_id: string
  token_hash: string
  expires_at: Timestamp
}

export interface WalletUsedNonces {
  nonce_hash: string
  expires_at: Timestamp
}

export interface Wallets {
  id: string
  position: number
  name: string
  logo: string | null
  link: string
}

export interface WebhookEndpoints {
  id: string
  platform_id: string
  mode: string
  key_id: string
  url: string
  events: string[]
  created_at: Timestamp
  ended_at: Timestamp | null
  ended_because: string | null
}

export interface Tables {
  access_tokens: AccessTokens
  assertions: Assertions
  assessment_questions: AssessmentQuestions
  assessments: Assessments
  audit_entries: AuditEntries
  audit_head: AuditHead
  credential_rechecks: CredentialRechecks
  credential_versions: CredentialVersions
  credentials: Credentials
  deliveries: Deliveries
  email_codes: EmailCodes
  envelope_items: EnvelopeItems
  envelopes: Envelopes
  holdings: Holdings
  idempotent_answers: IdempotentAnswers
  issued_credentials: IssuedCredentials
  issuer_registry: IssuerRegistry
  issuers: Issuers
  issuing_keys: IssuingKeys
  logos: Logos
  mails: Mails
  migrations: Migrations
  notices: Notices
  operator_links: OperatorLinks
  operator_sessions: OperatorSessions
  own_entries: OwnEntries
  owners: Owners
  partner_keys: PartnerKeys
  partner_profiles: PartnerProfiles
  partner_sessions: PartnerSessions
  partners: Partners
  people: People
  person_emails: PersonEmails
  platform_keys: PlatformKeys
  platform_skills: PlatformSkills
  platforms: Platforms
  recipient_links: RecipientLinks
  recipient_proofs: RecipientProofs
  recipient_tokens: RecipientTokens
  resume_items: ResumeItems
  resumes: Resumes
  review_mails: ReviewMails
  review_rounds: ReviewRounds
  reviewers: Reviewers
  sessions: Sessions
  shares: Shares
  skill_proofs: SkillProofs
  source_skills: SourceSkills
  status_entries: StatusEntries
  status_lists: StatusLists
  students: Students
  type_alerts: TypeAlerts
  verification_items: VerificationItems
  verification_skills: VerificationSkills
  verifications: Verifications
  wallet_deliveries: WalletDeliveries
  wallet_offers: WalletOffers
  wallet_tokens: WalletTokens
  wallet_used_nonces: WalletUsedNonces
  wallets: Wallets
  webhook_endpoints: WebhookEndpoints
}
