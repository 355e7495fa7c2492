import type { ReadCredential } from '@laurel/credentials'
import { boundedKey } from '../platform/bounded-key.ts'
import type { AssertionFacts, Link, Note, PartReading } from './facts.ts'
import { isCarrierType } from './sections.ts'
import { namedAddresses } from './self-sent/named-addresses.ts'
import { isWebLink, skillsOf } from './skills.ts'

const MAX_KEY_BYTES = 400

/** Presentations are envelopes: what they hold counts, not they. */
export const credentialsIn = (credential: ReadCredential): ReadCredential[] =>
  credential.kind === 'vp' ? credential.nested.flatMap(credentialsIn) : [credential]

function factsOf(credential: ReadCredential): { facts: AssertionFacts; warnings: Note[]; isCarrier: boolean } {
  const [achievement] = credential.achievements
  const isCarrier = isCarrierType(achievement?.achievementType)
  const { skills, warnings } = isCarrier ? skillsOf(credential) : { skills: [], warnings: [] }
  const { dates, issuer } = credential
  const evidence: Link[] = credential.evidence.flatMap(({ id, name }) => (isWebLink(id) ? [{ name: name ?? '', url: id }] : []))
  return {
    isCarrier,
    warnings,
    facts: {
      title: (achievement?.name ?? credential.name ?? '').trim(),
      description: achievement?.description ?? credential.description ?? '',
      issuerName: issuer?.name ?? '',
      issuerUrl: isWebLink(issuer?.url) ? issuer.url : '',
      date: dates.awardedDate ?? dates.issuedOn ?? dates.validFrom ?? dates.issuanceDate ?? dates.activityEndDate ?? '',
      image: achievement?.image ?? credential.image ?? '',
      criteria: achievement?.criteria.narrative ?? '',
      evidence,
      skills,
      signed: credential.signed,
    },
  }
}

function partOf(credential: ReadCredential, part: string, pointer: string, isBundle: boolean): { reading: PartReading; warnings: Note[] } {
  const { facts, warnings, isCarrier } = factsOf(credential)
  const [achievement] = credential.achievements
  return {
    warnings,
    reading: {
      part,
      pointer,
      kind: isBundle ? 'bundle' : isCarrier ? 'carrier' : 'credential',
      issuerId: credential.issuer?.id ?? '',
      assertionId: credential.id ?? '',
      achievementId: boundedKey(achievement?.id ?? '', MAX_KEY_BYTES),
      achievementType: isBundle ? '' : boundedKey((achievement?.achievementType ?? '').trim(), MAX_KEY_BYTES),
      facts,
      named: namedAddresses(credential),
    },
  }
}

/** A credential and, for a CLR, each credential it bundles: the outer signature proves only the bundling. @see reliability T14 */
export function partsOf(credential: ReadCredential): { parts: PartReading[]; warnings: Note[] } {
  const nested = bundled(credential, '')
  const outer = partOf(credential, '', '', nested.length > 0)
  const used = new Set<string>([''])
  const readings = nested.map(({ inner, pointer }) => {
    const named = inner.id ? `${inner.issuer?.id ?? ''} ${inner.id}` : pointer
    const part = used.has(named) ? pointer : named
    used.add(part)
    return partOf(inner, part, pointer, false)
  })
  return {
    parts: [outer.reading, ...readings.map(({ reading }) => reading)],
    warnings: [outer, ...readings].flatMap(({ warnings }) => warnings),
  }
}

function bundled(credential: ReadCredential, at: string): { inner: ReadCredential; pointer: string }[] {
  return credential.nested.flatMap((inner) => {
    if (inner.unreadable !== undefined) return []
    const pointer = `${at}${inner.at}`
    const deeper = bundled(inner, pointer)
    return deeper.length > 0 ? deeper : [{ inner, pointer }]
  })
}
