import { readCredential } from '@laurel/credentials'
import { findPersonIdByEmail } from '../accounts/index.ts'
import type { Mode } from '../core/caller.ts'
import { parseMailbox } from '../core/email.ts'
import { newId, newSecret } from '../core/id.ts'
import { after, type Clock, DAY_MS } from '../core/time.ts'
import { SKILL_CATEGORIES } from '../core/words.ts'
import { enqueueMail } from '../delivery/index.ts'
import { platformAsSender } from '../partners/index.ts'
import type { Tx } from '../platform/db/client.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { sha256 } from '../platform/secrets.ts'
import { arrivalsOf } from './arrivals.ts'
import { take } from './claim-envelope.ts'
import type { CredentialReading } from './facts.ts'
import { issuedMail } from './mails.ts'
import { listIssuedCredentials } from './notices/store.ts'
import { type TellDeps, tellOwners } from './notices/tell-owners.ts'
import { readUpload } from './read-upload.ts'
import { skillsOf } from './skills.ts'
import { markIssuedVerdict, storeArrivals } from './store/credentials.ts'
import { insertEnvelope, takeEnvelope } from './store/envelopes.ts'
import { listWaiting } from './store/holdings.ts'
import { askForRecheck } from './store/rechecks.ts'
import type { PartVerdict } from './verify-readings.ts'

const LINK_LIFETIME_MS = 30 * DAY_MS

/** Signed a moment ago, in this transaction, under this server's own key: so it stands until the checks have run, a second later. */
const SIGNED_HERE: PartVerdict = {
  verdict: 'verified',
  checks: [
    { id: 'proof', outcome: 'passed', because: 'This server signed it.', at: '' },
    { id: 'issuer', outcome: 'passed', because: 'This server is the issuer.', at: '' },
    { id: 'status', outcome: 'passed', because: 'It is not revoked.', at: '' },
  ],
}

export interface IssuedHere {
  platformId: string
  mode: Mode
  recipient: { name: string; email: string }
  /** signed badges as JSON text */
  documents: readonly string[]
}

/**
 * Holds what this server has just issued, in the transaction of the fact. A person who proved the address has it on the resume at once;
 * otherwise it waits behind a claim link, which is mailed there.
 *
 * @see skill verification spec, "Results"
 */
export async function holdIssued(
  deps: { jobs: Jobs; now: Clock; baseUrl: string },
  tx: Tx,
  { platformId, mode, recipient, documents }: IssuedHere,
): Promise<void> {
  const mailbox = parseMailbox(recipient.email)
  if (!mailbox || documents.length === 0) return
  const now = deps.now()
  const sender = await platformAsSender(tx, platformId, now)
  const caller = { partnerId: sender.id, mode, scopes: [] }
  const credentials = documents.map((text) => JSON.parse(text) as object)
  const reading = readUpload(Buffer.from(JSON.stringify({ recipient: { id: '', email: mailbox.shown }, credentials })))
  const accepted = reading.accepted.map(asSkill)
  const verdicts = accepted.map(({ parts }) => new Map(parts.map(({ part }) => [part, SIGNED_HERE])))
  const arrivals = await arrivalsOf(tx, caller, undefined, accepted, verdicts)
  await storeArrivals(
    tx,
    caller,
    arrivals.map(({ row }) => row),
    arrivals.flatMap(({ assertions }) => assertions),
    now,
  )
  // the label that stays is the result of checks anybody can repeat
  await askForRecheck(
    tx,
    arrivals.map(({ row }) => row.id),
    now,
  )
  const token = newSecret()
  const envelopeId = newId('env')
  const envelope = {
    id: envelopeId,
    partnerId: sender.id,
    mode,
    tokenHash: sha256(token),
    recipient: { ...reading.recipient, ...namesOf(recipient.name) },
    recipientId: '',
    boundPersonId: null,
    createdAt: now,
    expiresAt: after(now, LINK_LIFETIME_MS),
  }
  await insertEnvelope(tx, envelope, [...new Set(arrivals.map(({ row }) => row.id))])
  const personId = await findPersonIdByEmail(tx, mailbox.key)
  if (personId !== undefined) {
    await takeEnvelope(tx, envelopeId, personId, now)
    await take(tx, personId, await listWaiting(tx, envelopeId), () => true, now)
    return
  }
  const titles = arrivals.flatMap(({ assertions }) => assertions.map(({ title }) => title))
  await enqueueMail(deps, tx, {
    to: mailbox.key,
    purpose: 'issued',
    mode,
    ...issuedMail(sender.name, titles, `${deps.baseUrl}/createmyresume/${token}`),
  })
}

/** A badge for a skill is shown as that skill with its proof, beside proofs from elsewhere, not as an entry of its own. */
function asSkill(reading: CredentialReading): CredentialReading {
  const badge = readCredential(reading.text)
  const category = SKILL_CATEGORIES.find((word) => word === badge.achievements[0]?.fieldOfStudy) ?? null
  const skills = skillsOf(badge).skills.map((skill) => ({ ...skill, category: skill.category ?? category }))
  return {
    ...reading,
    parts: reading.parts.map((part) => (part.part === '' ? { ...part, kind: 'carrier', facts: { ...part.facts, skills } } : part)),
  }
}

const namesOf = (name: string): { givenName: string; familyName: string } => {
  const [givenName = '', ...rest] = name.trim().split(/\s+/)
  return { givenName, familyName: rest.join(' ') }
}

const VERDICT = { revocation: 'revoked', suspension: 'suspended' } as const

/** Follows a change of a credential this server issued: what is held of it says so at once. */
export async function issuedChanged(
  deps: TellDeps,
  tx: Tx,
  { id, purpose, set }: { id: string; purpose: 'revocation' | 'suspension'; set: boolean },
): Promise<void> {
  const check = {
    id: 'status',
    outcome: set ? 'failed' : 'passed',
    because: set ? `The issuer has ${VERDICT[purpose]} it.` : 'It is not revoked.',
    at: '',
  }
  await markIssuedVerdict(tx, id, set ? VERDICT[purpose] : 'verified', check, deps.now())
  for (const credentialId of await listIssuedCredentials(tx, id)) await tellOwners(deps, tx, credentialId, [''])
}
