import { sha256 } from '../platform/secrets.ts'
import { isPersonalMailbox } from './mailboxes.ts'

/**
 * What stands out about an endorsement. Shown to the platform, never a verdict.
 *
 * @see skill verification spec, "Human path"
 */
export interface Signals {
  sameAddressAsStudent: boolean
  sameDeviceAsStudent: boolean
  freeMailbox: boolean
  newDomain: boolean
  secondsToSubmit: number
}

/** Where a call comes from. */
export interface Origin {
  ip: string
  device: string
}

/** Hashes that compare within one verification and say nothing outside it. */
export const originHashes = (verificationId: string, { ip, device }: Origin): { ip: string; device: string } => ({
  ip: sha256(`${verificationId} ip ${ip}`).slice(0, 32),
  device: device === '' ? '' : sha256(`${verificationId} device ${device}`).slice(0, 32),
})

export function signalsOf(facts: {
  verificationId: string
  studentOrigins: readonly string[]
  reviewer: Origin
  reviewerEmail: string
  domainIsKnown: boolean
  sentAt: Date
  now: Date
}): Signals {
  const { ip, device } = originHashes(facts.verificationId, facts.reviewer)
  return {
    sameAddressAsStudent: facts.studentOrigins.includes(ip),
    sameDeviceAsStudent: device !== '' && facts.studentOrigins.includes(device),
    freeMailbox: isPersonalMailbox(facts.reviewerEmail),
    newDomain: !facts.domainIsKnown,
    secondsToSubmit: Math.max(0, Math.round((facts.now.getTime() - facts.sentAt.getTime()) / 1_000)),
  }
}
