import { type Json, type JsonObject, pointerTo } from '../model/json.ts'
import type { ReadCredential, ReadDates, ReadStatus, ReadSubjectFacts } from '../model/read-credential.ts'
import { readAchievement, readEvidence, readResult } from './achievement.ts'
import { kindOf } from './kind.ts'
import { readIdentifier, readProfile, readRecipient } from './profile.ts'
import { View } from './view.ts'

const DATES = [
  'awardedDate',
  'issuanceDate',
  'issuedOn',
  'validFrom',
  'expirationDate',
  'expires',
  'validUntil',
  'activityStartDate',
  'activityEndDate',
] as const

export interface Origin {
  at: string
  format: ReadCredential['format']
  carrier: ReadCredential['carrier']
  /** the text as received, or how to make it for what was never text */
  raw: string | (() => string)
  jwt?: ReadCredential['jwt']
}

/** One decoded document as one view, without what is nested in it. */
export function readDocument(document: JsonObject, origin: Origin): ReadCredential {
  const view = new View(document, '')
  let raw: string | undefined
  const types = view.texts('types', 'type', '@type')
  const contexts = view.each('@context').flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
  const subjects = view.each('credentialSubject')
  const subject = subjects[0] ?? { value: undefined, at: '/credentialSubject' }
  const subjectView = new View(subject.value, subject.at)
  const kind = kindOf(document, types, contexts)
  const subjectViews = subjects.map((one) => new View(one.value, one.at))
  const read: ReadCredential = {
    at: origin.at,
    from: view.from,
    format: origin.format,
    carrier: origin.carrier,
    get raw() {
      raw ??= typeof origin.raw === 'string' ? origin.raw : origin.raw()
      return raw
    },
    jwt: origin.jwt,
    kind,
    document,
    contexts,
    id: view.text('id', 'id', '@id'),
    types,
    name: view.text('name'),
    description: view.text('description'),
    image: view.idIn('image'),
    issuer: readProfile(document.issuer ?? document.holder, document.issuer === undefined && document.holder ? '/holder' : '/issuer'),
    recipient: readRecipient(subject.value, subject.at),
    subject: factsOf(subjectView),
    achievements: subjectViews.flatMap((one) => one.each('achievement').map(({ value, at }) => readAchievement(value, at))),
    results: subjectViews.flatMap((one) => one.each('result').map(({ value, at }) => readResult(value, at))),
    evidence: [view, ...subjectViews].flatMap((one) => one.each('evidence').map(({ value, at }) => readEvidence(value, at))),
    dates: datesOf(view, subjectView),
    status: view.each('credentialStatus').map(({ value, at }) => readStatus(value, at)),
    proofs: view.each('proof').map(({ value, at }) => readProof(value, at)),
    signed: origin.format === 'jwt' || view.each('proof').length > 0,
    endorsements: [],
    nested: [],
  }
  return kind === 'open-badge-2' ? asOpenBadge2(read, view) : read
}

function datesOf(view: View, subject: View): ReadDates {
  const dates: ReadDates = {}
  for (const name of DATES) {
    const sent = view.text(name) ?? subject.text(name)
    if (sent === undefined) continue
    dates[name] = sent
    view.from[name] ??= pointerTo(subject.at, name)
  }
  return dates
}

const factsOf = (subject: View): ReadSubjectFacts => ({
  role: subject.text('role'),
  term: subject.text('term'),
  licenseNumber: subject.text('licenseNumber'),
  narrative: subject.text('narrative'),
  creditsEarned: subject.number('creditsEarned'),
  endorsementComment: subject.text('endorsementComment'),
})

function readStatus(value: Json, at: string): ReadStatus {
  const view = new View(value, at)
  return {
    id: view.text('id', 'id', '@id'),
    type: view.text('type', 'type', '@type'),
    statusPurpose: view.text('statusPurpose'),
    statusListIndex: view.text('statusListIndex'),
    statusListCredential: view.idIn('statusListCredential'),
    raw: value,
    at,
    from: view.from,
  }
}

function readProof(value: Json, at: string): ReadCredential['proofs'][number] {
  const view = new View(value, at)
  return {
    type: view.text('type', 'type', '@type'),
    cryptosuite: view.text('cryptosuite'),
    verificationMethod: view.idIn('verificationMethod'),
    proofPurpose: view.idIn('proofPurpose'),
    created: view.text('created'),
    raw: value,
    at,
    from: view.from,
  }
}

/** @see Open Badges 2.0, "Assertion": the badge class holds what OB 3.0 calls the achievement, and the issuer. */
function asOpenBadge2(read: ReadCredential, view: View): ReadCredential {
  const badge = view.within('badge')
  const recipient = view.each('recipient')[0]
  const identifier = recipient && readIdentifier(recipient.value, recipient.at)
  const [issuer] = badge.each('issuer')
  return {
    ...read,
    name: read.name ?? badge.text('name'),
    issuer: read.issuer ?? (issuer && readProfile(issuer.value, issuer.at)),
    recipient: recipient && {
      id: undefined,
      types: [],
      identifiers: identifier ? [identifier] : [],
      email: identifier && !identifier.hashed && identifier.identity.includes('@') ? identifier.identity : undefined,
      raw: recipient.value,
      at: recipient.at,
      from: identifier?.from ?? {},
    },
    achievements: view.each('badge').map(({ value, at }) => readAchievement(value, at)),
  }
}
