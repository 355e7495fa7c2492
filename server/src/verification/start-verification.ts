import type { PlatformCaller } from '../core/caller.ts'
import { parseMailbox } from '../core/email.ts'
import { newId } from '../core/id.ts'
import { isProblem } from '../core/problem.ts'
import { after } from '../core/time.ts'
import type { Tx } from '../platform/db/client.ts'
import { databaseIsAway } from '../platform/db/constraint.ts'
import { mayReach } from '../platform/net/safe-fetch.ts'
import { knownSkills } from './catalogue.ts'
import type { Uses } from './deps.ts'
import { bodyOf, shortText, textOf, textsOf, webAddress } from './fields.ts'
import { tokenHashOf } from './get-session.ts'
import { readItems, readLists } from './offered-items.ts'
import { problems } from './problems.ts'
import { studentAt } from './store/students.ts'
import { insertVerification } from './store/verifications.ts'
import { type Offered, SESSION_LIFETIME_MS } from './words.ts'

/** Only the platform's own server starts verifications. @throws Problem API_KEY_REQUIRED */
export function needApiKey(caller: PlatformCaller): void {
  if (caller.verificationId !== undefined) throw problems.API_KEY_REQUIRED()
}

/** http(s); in live https and public, since no delivery would go elsewhere. @throws Problem INVALID_CALLBACK_WEBHOOK_URL */
export function callbackAddress(text: string, mode: PlatformCaller['mode']): string {
  const url = webAddress(text)
  if (!url || url.username || url.password)
    throw problems.INVALID_CALLBACK_WEBHOOK_URL({ because: 'Callback webhook URL must be an http or https URL' })
  if (mode === 'live' && url.protocol !== 'https:')
    throw problems.INVALID_CALLBACK_WEBHOOK_URL({ because: 'Callback webhook URL must be https in live mode' })
  if (mode === 'live' && !mayReach(url.href, false))
    throw problems.INVALID_CALLBACK_WEBHOOK_URL({
      because: 'Callback webhook URL must be a public address on the https port in live mode',
    })
  return url.href
}

/** In the published order, then what this server adds. @see skill verification spec, "Precedence" */
async function readInit(deps: Uses<'db' | 'bank'>, caller: PlatformCaller, sent: unknown) {
  const body = bodyOf(sent)
  const studentId = textOf(body, 'studentId')
  if (studentId === '') throw problems.MISSING_STUDENT_ID()
  const callback = textOf(body, 'callbackWebhookUrl')
  if (callback === '') throw problems.MISSING_CALLBACK_WEBHOOK_URL()
  if (textOf(body, 'name') === '') throw problems.MISSING_NAME()
  const [email, phone] = [textOf(body, 'email'), textOf(body, 'phoneNumber')]
  if (email === '' && phone === '') throw problems.MISSING_CONTACT()
  const lists = readLists(body)
  const wanted = body.skillIds ?? []
  if (!Array.isArray(wanted)) throw problems.INVALID_SKILL_IDS({ because: 'Skill IDs must be an array' })
  const callbackUrl = callbackAddress(callback, caller.mode)
  const mailbox = email === '' ? undefined : parseMailbox(email)
  if (email !== '' && !mailbox) throw problems.INVALID_EMAIL()
  const name = shortText(body, 'name')
  shortText(body, 'studentId')
  shortText(body, 'phoneNumber', 50)
  const items = readItems(lists)
  const skillIds = textsOf(wanted)
  if (!skillIds) throw problems.INVALID_SKILL_IDS({ because: 'Skill IDs must be an array of skill IDs' })
  const known = await knownSkills(deps, caller, skillIds)
  const unknown = skillIds.filter((id) => !known.has(id))
  if (unknown.length > 0) throw problems.INVALID_SKILL_IDS({ because: `Unknown skill: ${unknown.join(', ')}` })
  const contact = { name, email: mailbox?.shown ?? '', emailKey: mailbox?.key ?? '', phone }
  return { studentId, callbackUrl, contact, offered: { ...items, skillIds } }
}

export interface NewSession {
  externalStudentId: string
  callbackUrl: string | null
  contact: { name: string; email: string; emailKey: string; phone: string }
  offered: Offered
  /** undefined: found by address or number, else made */
  studentId?: string | undefined
  /** who starts it themselves */
  personId?: string
}

/** Writes a session for a person of this platform and mode, in the caller's transaction. */
export async function openSession(deps: Uses<'now'>, tx: Tx, caller: PlatformCaller, session: NewSession) {
  const now = deps.now()
  const { platformId, keyId, mode } = caller
  const { externalStudentId, callbackUrl, contact, offered, personId = null } = session
  const sessionToken = crypto.randomUUID()
  const id = newId(`ver_${mode}`)
  const expiresAt = after(now, SESSION_LIFETIME_MS)
  const studentId = session.studentId ?? (await studentAt(tx, caller, contact, now))
  const row = { id, platformId, mode, keyId, studentId, externalStudentId, callbackUrl, offered, personId, expiresAt, ...contact }
  await insertVerification(tx, { ...row, tokenHash: tokenHashOf(sessionToken) }, now)
  return { id, sessionToken, studentId, expiresAt }
}

/**
 * Opens a verification session, 40 days long.
 *
 * @throws Problem API_KEY_REQUIRED | MISSING_STUDENT_ID | MISSING_CALLBACK_WEBHOOK_URL | MISSING_NAME | MISSING_CONTACT |
 *   INVALID_DATA_FORMAT | NO_DATA | INVALID_SKILL_IDS | INVALID_CALLBACK_WEBHOOK_URL | INVALID_EMAIL | SESSION_STORAGE_FAILED
 * @see facts 2.1
 */
export async function startVerification(deps: Uses<'db' | 'now' | 'bank' | 'cache'>, caller: PlatformCaller, sent: unknown) {
  needApiKey(caller)
  const { studentId: externalStudentId, ...rest } = await readInit(deps, caller, sent)
  try {
    const session = { ...rest, externalStudentId }
    const opened = await deps.db.transaction().execute((tx) => openSession(deps, tx, caller, session))
    const { id, sessionToken, studentId, expiresAt } = opened
    await deps.cache.put(id, sessionToken)
    return {
      sessionToken,
      recordVerificationId: id,
      keyId: caller.keyId,
      recordUserId: studentId,
      externalStudentId,
      expiresIn: SESSION_LIFETIME_MS / 1_000,
      expiresAt: expiresAt.toISOString(),
    }
  } catch (error) {
    // an outage is said as such (503), so that the caller tries again
    if (isProblem(error) || databaseIsAway(error)) throw error
    throw problems.SESSION_STORAGE_FAILED()
  }
}
