import type { ShortCodes } from '../platform/short-codes.ts'
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

/** Marks that compare within one verification and say nothing outside it; there are few enough addresses to try them all without the key. */
export const originMarks = (marks: ShortCodes, verificationId: string, { ip, device }: Origin): { ip: string; device: string } => ({
  ip: marks.digest(ip, 'ip', verificationId).slice(0, 32),
  device: device === '' ? '' : marks.digest(device, 'device', verificationId).slice(0, 32),
})

export function signalsOf(
  marks: ShortCodes,
  facts: {
    verificationId: string
    studentOrigins: readonly string[]
    reviewer: Origin
    reviewerEmail: string
    domainIsKnown: boolean
    sentAt: Date
    now: Date
  },
): Signals {
  const { ip, device } = originMarks(marks, facts.verificationId, facts.reviewer)
  return {
    sameAddressAsStudent: facts.studentOrigins.includes(ip),
    sameDeviceAsStudent: device !== '' && facts.studentOrigins.includes(device),
    freeMailbox: isPersonalMailbox(facts.reviewerEmail),
    newDomain: !facts.domainIsKnown,
    secondsToSubmit: Math.max(0, Math.round((facts.now.getTime() - facts.sentAt.getTime()) / 1_000)),
  }
}
