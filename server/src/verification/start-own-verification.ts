import { findPerson } from '../accounts/index.ts'
import type { PlatformCaller } from '../core/caller.ts'
import { parseMailbox } from '../core/email.ts'
import { enforce } from '../core/rule.ts'
import { getBuiltInPlatform } from '../partners/index.ts'
import type { Tx } from '../platform/db/client.ts'
import { skillNamed } from './catalogue.ts'
import type { Uses } from './deps.ts'
import { itemsBySource } from './offered-items.ts'
import { type OwnEntry, offeredFrom } from './own-sources.ts'
import { problems } from './problems.ts'
import { conflictRules } from './rules.ts'
import { openSession } from './start-verification.ts'
import type { CatalogueSkill } from './store/catalogue.ts'
import { syncItems } from './store/items.ts'
import { replaceSkills } from './store/skills.ts'
import { studentAt } from './store/students.ts'
import { findStudentOfPerson, lockStudent, lockVerification } from './store/verifications.ts'
import { conflictClaim } from './store-skills.ts'

export interface OwnDeps extends Uses<'db' | 'now' | 'bank' | 'seal' | 'cache' | 'baseUrl'> {
  /** what stands on a person's resume now */
  entriesOf(personId: string): Promise<OwnEntry[]>
}

export interface OwnStart {
  /** by name, or by its id in the catalogue */
  skill: { name?: string; id?: string }
  /** entries that show it; left out: the whole resume is offered */
  entryIds?: string[]
}

const MAX_OFFERED = 200

/** @throws Problem entry_not_found | NO_DATA */
async function sourcesOf(deps: OwnDeps, personId: string, wanted: readonly string[] | undefined) {
  const entries = await deps.entriesOf(personId)
  const chosen = wanted ? entries.filter(({ id }) => wanted.includes(id)) : entries.slice(0, MAX_OFFERED)
  const missing = wanted?.filter((id) => !chosen.some((entry) => entry.id === id)) ?? []
  if (missing.length > 0) throw problems.entry_not_found({ entries: missing })
  if (chosen.length === 0) throw problems.NO_DATA()
  return offeredFrom(chosen)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The person as the student: by name, at their first address, which they have proved. @throws Problem MISSING_CONTACT */
async function contactOf({ db }: Uses<'db'>, personId: string) {
  const person = await findPerson(db, personId)
  const mailbox = parseMailbox(person?.emails[0] ?? '')
  if (!person || !mailbox) throw problems.MISSING_CONTACT()
  const name = oneLine(`${person.givenName ?? ''} ${person.familyName ?? ''}`) || mailbox.shown
  return { name, email: mailbox.shown, emailKey: mailbox.key, phone: '' }
}

/** @throws Problem UNKNOWN_SKILL */
async function skillOf(
  deps: Uses<'bank' | 'now'>,
  tx: Tx,
  caller: PlatformCaller,
  { name, id }: OwnStart['skill'],
): Promise<CatalogueSkill> {
  if (name !== undefined) return skillNamed(deps, tx, caller, oneLine(name), deps.now())
  const known = deps.bank.skill(id ?? '')
  if (!known) throw problems.UNKNOWN_SKILL({ skills: [id ?? ''] })
  return known
}

/**
 * Opens a session in which a signed-in person has a skill of their own verified, for entries of their resume, under the platform of the
 * server itself. The person is the student; no webhook is told.
 *
 * @returns the address of the hosted flow, with the session behind `#`
 * @throws Problem entry_not_found | NO_DATA | MISSING_CONTACT | UNKNOWN_SKILL | MAX_SKILLS_PER_SOURCE
 * @see resume spec, "Builder": "get this verified"
 */
export async function startOwnVerification(
  deps: OwnDeps,
  personId: string,
  { skill: named, entryIds }: OwnStart,
): Promise<{ url: string }> {
  const offered = await sourcesOf(deps, personId, entryIds)
  const contact = await contactOf(deps, personId)
  const caller: PlatformCaller = { ...(await getBuiltInPlatform(deps)), mode: 'live' }
  const items = entryIds ? itemsBySource(offered) : []
  const opened = await deps.db.transaction().execute(async (tx) => {
    const skill = await skillOf(deps, tx, caller, named)
    const studentId = (await findStudentOfPerson(tx, personId)) ?? (await studentAt(tx, caller, contact, deps.now()))
    await lockStudent(tx, studentId)
    const session = { externalStudentId: studentId, callbackUrl: null, contact, offered, studentId, personId }
    const made = await openSession(deps, tx, caller, session)
    const verification = await lockVerification(tx, made)
    enforce(conflictRules, await conflictClaim(tx, verification, [skill.skillId], items))
    await replaceSkills(tx, made.id, [{ ...skill, proofUrls: [] }], deps.now())
    await syncItems(tx, made.id, items)
    return made
  })
  await deps.cache.put(opened.id, opened.sessionToken)
  return { url: `${deps.baseUrl}/verify?from=resume#session=${opened.sessionToken}` }
}
