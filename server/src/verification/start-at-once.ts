import type { PlatformCaller } from '../core/caller.ts'
import { parseMailbox } from '../core/email.ts'
import { enforce } from '../core/rule.ts'
import { skillNamed } from './catalogue.ts'
import { endorsementTypeOf } from './choose-method.ts'
import type { Uses } from './deps.ts'
import { type Body, bodyOf, isDate, isRecord, MAX_LONG_TEXT, shortText, textOf, textsOf } from './fields.ts'
import { ITEM_KINDS, itemsBySource } from './offered-items.ts'
import { problems } from './problems.ts'
import { conflictRules } from './rules.ts'
import { callbackAddress, needApiKey, openSession } from './start-verification.ts'
import type { CatalogueSkill } from './store/catalogue.ts'
import { syncItems } from './store/items.ts'
import { listPending, listProofs } from './store/proofs.ts'
import { replaceSkills } from './store/skills.ts'
import { findStudent, studentAt } from './store/students.ts'
import { lockStudent, lockVerification, setMethod } from './store/verifications.ts'
import type { Method, Offered, OfferedItem, SourceType } from './words.ts'

const METHOD: Readonly<Record<string, Method>> = { human_endorsement: 'human', human: 'human', assessment: 'assessment' }

const badly = (because: string) => problems.INVALID_DATA_FORMAT({ because })

/** One source object of generation B, in the words of init. @throws Problem INVALID_DATA_FORMAT @see facts 10.3 */
function readSource(value: unknown): { type: SourceType; offered: Offered } {
  if (!isRecord(value)) throw badly('/source is required')
  const kind = ITEM_KINDS.find(({ type }) => type === value.type)
  if (!kind) throw badly('/source/type must be project, experience or certificate')
  for (const name of ['id', 'title']) if (textOf(value, name) === '') throw badly(`/source/${name} is required`)
  for (const name of ['id', 'title', 'organization']) shortText(value, name)
  shortText(value, 'description', MAX_LONG_TEXT)
  for (const name of ['startDate', 'endDate']) {
    const date = value[name] ?? ''
    if (typeof date !== 'string' || (date !== '' && !isDate(date))) throw badly(`/source/${name} must be a date`)
  }
  if (value.metadata !== undefined && value.metadata !== null && !isRecord(value.metadata))
    throw badly('/source/metadata must be an object')
  const offered: Offered = { projects: [], experience: [], certificates: [], skillIds: [] }
  offered[kind.list].push(itemOf(kind.type, value))
  return { type: kind.type, offered }
}

function itemOf(type: SourceType, source: Body): OfferedItem {
  const [id, title, organization] = [textOf(source, 'id'), textOf(source, 'title'), textOf(source, 'organization')]
  const isOpen = source.current === true
  const rest = {
    description: textOf(source, 'description'),
    startDate: source.startDate ?? null,
    endDate: isOpen ? null : (source.endDate ?? null),
    ...(source.metadata !== undefined && { metadata: source.metadata }),
  }
  if (type === 'project') return { projectId: id, name: title, organization, ...rest }
  if (type === 'experience') return { workExperienceId: id, role: title, companyName: organization, ...rest }
  return { credentialId: id, name: title, issuedOrganization: organization, issueDate: source.startDate ?? null, ...rest }
}

function readRequest(caller: PlatformCaller, sent: unknown) {
  const body = bodyOf(sent)
  const name = shortText(body, 'name', 200)
  const [email, userId] = [textOf(body, 'email'), textOf(body, 'userId')]
  // whom `userId` names has a name and an address already
  if (name === '' && userId === '') throw problems.MISSING_NAME()
  if (email === '' && userId === '') throw problems.MISSING_CONTACT()
  const mailbox = email === '' ? undefined : parseMailbox(email)
  if (email !== '' && !mailbox) throw problems.INVALID_EMAIL()
  const { type, offered } = readSource(body.source)
  const names = textsOf(body.skills)
  if (!names || names.length === 0) throw problems.MISSING_SKILLS()
  if (names.some((skill) => skill.length > 200)) throw badly('/skills holds a name longer than 200 characters')
  if (body.method === undefined || body.method === null || body.method === '') throw problems.MISSING_VERIFICATION_METHOD()
  const method = typeof body.method === 'string' && Object.hasOwn(METHOD, body.method) ? METHOD[body.method] : undefined
  if (!method) throw problems.INVALID_VERIFICATION_METHOD()
  const endorsementType = endorsementTypeOf(method, body.endorsementType)
  const callback = textOf(body, 'callbackWebhookUrl')
  const callbackUrl = callback === '' ? null : callbackAddress(callback, caller.mode)
  return { name, userId, mailbox, type, offered, names, method, endorsementType, callbackUrl }
}

/**
 * Generation B: session, skills, method and source in one call. Skills already verified for this source and type are left out and named.
 *
 * @throws Problem API_KEY_REQUIRED | MISSING_NAME | MISSING_CONTACT | INVALID_EMAIL | INVALID_DATA_FORMAT | MISSING_SKILLS |
 *   MISSING_VERIFICATION_METHOD | INVALID_VERIFICATION_METHOD | INVALID_ENDORSEMENT_TYPE | INVALID_CALLBACK_WEBHOOK_URL | NOT_FOUND |
 *   ASSESSMENT_ALREADY_PASSED | DUPLICATE_SKILLS_IN_BUNDLE | MAX_SKILLS_PER_SOURCE
 * @see facts 10.2; skill verification spec, "Generation B and the rest"
 */
export async function startAtOnce(deps: Uses<'db' | 'now' | 'bank' | 'cache'>, caller: PlatformCaller, sent: unknown) {
  needApiKey(caller)
  const { name, userId, mailbox, offered, names, method, endorsementType, callbackUrl } = readRequest(caller, sent)
  const known = userId === '' ? undefined : await findStudent(deps.db, userId)
  if (userId !== '' && (known?.platformId !== caller.platformId || known.mode !== caller.mode)) throw problems.NOT_FOUND()
  const contact = {
    name: name || known!.name,
    email: mailbox?.shown ?? known?.email ?? '',
    emailKey: mailbox?.key ?? known?.emailKey ?? '',
    phone: known?.phone ?? '',
  }
  const items = itemsBySource(offered)
  const { opened, skills, left } = await deps.db.transaction().execute(async (tx) => {
    const named = new Map<string, CatalogueSkill>()
    for (const text of names) {
      const skill = await skillNamed(deps, tx, caller, text, deps.now())
      named.set(skill.skillId, skill)
    }
    const studentId = known?.id ?? (await studentAt(tx, caller, contact, deps.now()))
    await lockStudent(tx, studentId)
    const session = { externalStudentId: studentId, callbackUrl, contact, offered, studentId }
    const opened = await openSession(deps, tx, caller, session)
    await lockVerification(tx, opened)
    const proofs = await listProofs(tx, studentId, items)
    const isProved = ({ skillId }: CatalogueSkill): boolean =>
      proofs.some((proof) => proof.skillId === skillId && proof.endorsementType === endorsementType)
    const left = [...named.values()].filter(isProved)
    const skills = [...named.values()].filter((skill) => !isProved(skill))
    const claim = { sources: items, endorsementType, proofs, pending: await listPending(tx, studentId, items, opened.id) }
    enforce(conflictRules, { ...claim, skillIds: (skills.length > 0 ? skills : left).map(({ skillId }) => skillId) })
    await setMethod(tx, opened.id, method, endorsementType)
    await replaceSkills(
      tx,
      opened.id,
      skills.map((skill) => ({ ...skill, proofUrls: [] })),
      deps.now(),
    )
    await syncItems(tx, opened.id, items)
    return { opened, skills, left }
  })
  await deps.cache.put(opened.id, opened.sessionToken)
  return {
    data: {
      verificationId: opened.id,
      sessionToken: opened.sessionToken,
      userId: opened.studentId,
      status: 'draft',
      skills: skills.map(({ skillId, name: skillName }) => ({ skillId, name: skillName, status: 'pending' })),
    },
    warnings: left.length > 0 ? [{ code: 'partial_bundle', skills: left.map(({ name: skillName }) => skillName) }] : undefined,
  }
}
