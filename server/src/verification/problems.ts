import { refusal } from '../core/problem.ts'

/** The facts a conflict documents: which skills, on which source. */
export interface ConflictFacts {
  skills: readonly string[]
  source?: { type: string; externalId: string } | undefined
}

const list = (skills: readonly string[]): string => skills.join(', ')

/** Every refusal of the Skill Verification API, by its published code. @see facts 2 to 8; skill verification spec */
export const problems = {
  // who calls, and for what
  INVALID_API_KEY: refusal('INVALID_API_KEY', 'unauthenticated', 'Invalid API key'),
  API_KEY_REQUIRED: refusal(
    'API_KEY_REQUIRED',
    'forbidden',
    'This call needs the API key; a session token reaches its own verification only',
  ),
  TEST_MODE_ONLY: refusal('TEST_MODE_ONLY', 'forbidden', 'This call works with test keys only'),
  MISSING_VERIFICATION_ID: refusal('MISSING_VERIFICATION_ID', 'invalid', 'Verification ID is required'),
  MISSING_SESSION_TOKEN: refusal('MISSING_SESSION_TOKEN', 'invalid', 'Session token is required'),
  SESSION_NOT_FOUND: refusal('SESSION_NOT_FOUND', 'not-found', 'Session not found or expired'),
  NOT_FOUND: refusal('NOT_FOUND', 'not-found', 'Not found'),
  SESSION_LOCKED: refusal('SESSION_LOCKED', 'conflict', 'This verification is under way and can no longer be changed'),
  METHOD_LOCKED: refusal('METHOD_LOCKED', 'conflict', 'The verification method can no longer be changed'),
  ALREADY_COMPLETED: refusal('ALREADY_COMPLETED', 'conflict', 'This verification is completed and never changes; start a new one'),

  // init
  MISSING_STUDENT_ID: refusal('MISSING_STUDENT_ID', 'invalid', 'Student ID is required'),
  MISSING_CALLBACK_WEBHOOK_URL: refusal('MISSING_CALLBACK_WEBHOOK_URL', 'invalid', 'Callback webhook URL is required'),
  MISSING_NAME: refusal('MISSING_NAME', 'invalid', 'Name is required'),
  MISSING_CONTACT: refusal('MISSING_CONTACT', 'invalid', 'Email or phone number is required'),
  INVALID_DATA_FORMAT: refusal<{ because: string }>('INVALID_DATA_FORMAT', 'invalid', ({ because }) => because),
  NO_DATA: refusal('NO_DATA', 'invalid', 'At least one project, experience or certificate is required'),
  INVALID_SKILL_IDS: refusal<{ because: string }>('INVALID_SKILL_IDS', 'invalid', ({ because }) => because),
  INVALID_CALLBACK_WEBHOOK_URL: refusal<{ because: string }>('INVALID_CALLBACK_WEBHOOK_URL', 'invalid', ({ because }) => because),
  SESSION_STORAGE_FAILED: refusal('SESSION_STORAGE_FAILED', 'failed', 'Failed to create session'),
  MISSING_DATA: refusal('MISSING_DATA', 'invalid', 'Session token and email are required'),
  INVALID_EMAIL: refusal('INVALID_EMAIL', 'invalid', 'Email is not valid'),

  entry_not_found: refusal<{ entries: readonly string[] }>(
    'entry_not_found',
    'not-found',
    ({ entries }) => `There is no such entry on your resume: ${list(entries)}`,
  ),

  // steps
  MISSING_USER_ID: refusal('MISSING_USER_ID', 'invalid', 'User ID is required'),
  MISSING_SKILLS: refusal('MISSING_SKILLS', 'invalid', 'Skills are required and must be a non-empty array'),
  MISSING_SKILL_ID: refusal('MISSING_SKILL_ID', 'invalid', 'Each skill must have a skillId'),
  UNKNOWN_SKILL: refusal<{ skills: readonly string[] }>('UNKNOWN_SKILL', 'invalid', ({ skills }) => `Unknown skill: ${list(skills)}`),
  MISSING_VERIFICATION_METHOD: refusal('MISSING_VERIFICATION_METHOD', 'invalid', 'Verification method is required'),
  INVALID_VERIFICATION_METHOD: refusal('INVALID_VERIFICATION_METHOD', 'invalid', 'Verification method must be human or assessment'),
  INVALID_ENDORSEMENT_TYPE: refusal(
    'INVALID_ENDORSEMENT_TYPE',
    'invalid',
    'Endorsement type must be reporting_manager, tech_lead, client, founder_cxo or peer, for the human method',
  ),
  NO_ITEMS_SELECTED: refusal('NO_ITEMS_SELECTED', 'invalid', 'At least one item must be selected'),
  VERIFICATION_METHOD_NOT_SET: refusal('VERIFICATION_METHOD_NOT_SET', 'invalid', 'Verification method must be set first'),

  // conflicts
  ASSESSMENT_ALREADY_PASSED: refusal<ConflictFacts>(
    'ASSESSMENT_ALREADY_PASSED',
    'conflict',
    ({ skills }) => `Already passed by assessment for this source: ${list(skills)}`,
  ),
  DUPLICATE_SKILLS_IN_BUNDLE: refusal<ConflictFacts>('DUPLICATE_SKILLS_IN_BUNDLE', 'conflict', ({ skills, source }) =>
    source ? `Already verified for this source under the same endorsement type: ${list(skills)}` : `Named twice: ${list(skills)}`,
  ),
  MAX_SKILLS_PER_SOURCE: refusal<ConflictFacts>(
    'MAX_SKILLS_PER_SOURCE',
    'conflict',
    ({ skills }) => `A source can have at most 10 skills; over the limit: ${list(skills)}`,
  ),

  // reviewer
  MISSING_EMAIL: refusal('MISSING_EMAIL', 'invalid', 'Email is required'),
  MISSING_COMPANY: refusal('MISSING_COMPANY', 'invalid', 'Company is required'),
  INVALID_WEBSITE: refusal('INVALID_WEBSITE', 'invalid', 'Website is not a valid URL'),
  MISSING_WEBSITE: refusal('MISSING_WEBSITE', 'invalid', 'Website is required'),
  INVALID_VERIFICATION_TYPE: refusal<{ needs: string }>(
    'INVALID_VERIFICATION_TYPE',
    'invalid',
    ({ needs }) => `This call needs the verification method ${needs}`,
  ),
  SELF_ENDORSEMENT: refusal('SELF_ENDORSEMENT', 'conflict', 'The reviewer’s address is the student’s own'),
  DUPLICATE_REVIEWER_EMAIL: refusal(
    'DUPLICATE_REVIEWER_EMAIL',
    'conflict',
    'This reviewer already endorses the same skill and source under another endorsement type',
  ),
  REVIEWER_NOT_FOUND: refusal('REVIEWER_NOT_FOUND', 'not-found', 'Reviewer not found'),
  NO_SKILLS_FOUND: refusal('NO_SKILLS_FOUND', 'not-found', 'No skills found'),
  VERIFICATION_NOT_FOUND: refusal('VERIFICATION_NOT_FOUND', 'not-found', 'Verification not found'),
  CREDITS_EXHAUSTED: refusal('CREDITS_EXHAUSTED', 'exhausted', 'This key has no credits left'),
  MAIL_LIMIT: refusal<{ retryAfterSeconds: number }>('RATE_LIMITED', 'throttled', 'At most 5 reviewer mails a day for one verification'),
  EMAIL_SEND_FAILED: refusal('EMAIL_SEND_FAILED', 'failed', 'Failed to send the reviewer email'),
  MISSING_REVIEWER_TOKEN: refusal('MISSING_REVIEWER_TOKEN', 'invalid', 'Reviewer token is required'),
  INVALID_REVIEWER_TOKEN: refusal('INVALID_REVIEWER_TOKEN', 'unauthenticated', 'Invalid reviewer token'),
  REVIEWER_TOKEN_EXPIRED: refusal('REVIEWER_TOKEN_EXPIRED', 'gone', 'This review link has expired'),
  ALREADY_VERIFIED: refusal('ALREADY_VERIFIED', 'conflict', 'This verification has already been answered'),
  MISSING_SKILL_IDS: refusal('MISSING_SKILL_IDS', 'invalid', 'Skill IDs are required and must be a non-empty array'),
  MISSING_REVIEWER_CODE: refusal('MISSING_REVIEWER_CODE', 'invalid', 'The code mailed to the reviewer is required'),
  INVALID_REVIEWER_CODE: refusal('INVALID_REVIEWER_CODE', 'unauthenticated', 'The code is wrong, used or expired'),

  // assessment
  ASSESSMENT_LOCKED: refusal('ASSESSMENT_LOCKED', 'forbidden', 'This assessment is passed and locked'),
  ASSESSMENT_PASSED: refusal('ASSESSMENT_PASSED', 'forbidden', 'This assessment has already been passed'),
  ASSESSMENT_EXPIRED: refusal('ASSESSMENT_EXPIRED', 'gone', 'The time for this assessment is over'),
  RETAKE_REQUIRED: refusal('RETAKE_REQUIRED', 'conflict', 'An attempt was made; use POST /assessment/retakeassessment'),
  RETAKE_LIMIT: refusal<{ because: string; retryAfterSeconds: number }>('RETAKE_LIMIT', 'throttled', ({ because }) => because),
  NO_PRIOR_ATTEMPT: refusal('NO_PRIOR_ATTEMPT', 'invalid', 'There is no attempt to repeat'),
  ASSESSMENT_NO_DATA: refusal('NO_DATA', 'invalid', 'No source items are stored for this verification'),
  NO_SKILLS: refusal('NO_SKILLS', 'invalid', 'No skills are stored for this verification'),
  GENERATION_FAILED: refusal<{ skills: readonly string[] }>(
    'GENERATION_FAILED',
    'failed',
    ({ skills }) => `No questions could be made for: ${list(skills)}`,
  ),
  NO_QUESTIONS: refusal('NO_QUESTIONS', 'not-found', 'No questions found'),
  MISSING_ANSWERS: refusal('MISSING_ANSWERS', 'invalid', 'Answers are required and must be a non-empty array'),
  INCOMPLETE_ANSWERS: refusal('INCOMPLETE_ANSWERS', 'invalid', 'Every question must be answered'),
  INVALID_ANSWERS: refusal('INVALID_ANSWERS', 'invalid', 'Each question of this set must be answered once, with an option from 0 to 3'),
  ALREADY_SUBMITTED: refusal('ALREADY_SUBMITTED', 'conflict', 'These answers were already submitted'),

  // the rest
  URL_REQUIRED: refusal('URL_REQUIRED', 'invalid', 'URL is required'),
  USER_ID_REQUIRED: refusal('USER_ID_REQUIRED', 'invalid', 'recordUserId is required'),
  SIGNATURE_INVALID: refusal('INVALID_SIGNATURE', 'unauthenticated', 'Invalid signature'),
  SIGNATURE_STALE: refusal('STALE_SIGNATURE', 'forbidden', 'Request timestamp is out of range'),
  USER_NOT_FOUND: refusal('NOT_FOUND', 'not-found', 'User not found'),
  SKILL_EXISTS: refusal('SKILL_EXISTS', 'conflict', 'A skill with this ID exists'),
}
