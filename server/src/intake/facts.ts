import type { SkillCategory, SkillLevel } from '../core/words.ts'

/** Whom the partner names. Empty texts mean absent. */
export interface Recipient {
  id: string
  givenName: string
  familyName: string
  additionalName: string
  email: string
  phone: string
  studentId: string
  signupOrganization: string
  address: string
}

export const RECIPIENT_FIELDS = [
  'id',
  'givenName',
  'familyName',
  'additionalName',
  'email',
  'phone',
  'studentId',
  'signupOrganization',
  'address',
] as const

export interface Link {
  name: string
  url: string
}

/** One skill of a carrier. @see CredentialConnect spec, "SkillSync" */
export interface SkillFacts {
  /** folded name: what makes two skills the same */
  key: string
  /** at most 40 characters */
  name: string
  fullName: string
  description: string
  framework: string
  url: string
  code: string
  level: SkillLevel | null
  category: SkillCategory | null
  evidence: Link[]
}

/** What pages and rules need of an assertion, read once at intake. Texts as sent; absent ones are empty. */
export interface AssertionFacts {
  title: string
  description: string
  issuerName: string
  issuerUrl: string
  date: string
  image: string
  criteria: string
  evidence: Link[]
  skills: SkillFacts[]
  /** a signature or proof is present; says nothing about it being right */
  signed: boolean
}

/** An e-mail address a credential names its recipient by; hashed ones are `sha256$hex` over address and salt. */
export interface NamedAddress {
  identity: string
  hashed: boolean
  salt: string
}

/** One assertion: the credential itself (`part` ''), or one a CLR bundles. */
export interface PartReading {
  part: string
  /** into the credential's own document */
  pointer: string
  kind: 'credential' | 'carrier' | 'bundle'
  issuerId: string
  assertionId: string
  achievementId: string
  achievementType: string
  facts: AssertionFacts
  /** whom it names by e-mail address */
  named: NamedAddress[]
}

export interface Note {
  code: string
  message: string
  pointer?: string
}

/** One credential of an upload that could be read. */
export interface CredentialReading {
  index: number
  /** into the request */
  pointer: string
  format: 'json' | 'jwt'
  text: string
  digest: string
  /** assertion id as sent; null when there is none */
  id: string | null
  recipientId: string
  /** whom the document itself speaks of; undefined when the envelope names a recipient, who counts instead */
  onlySubjectId?: string | undefined
  parts: PartReading[]
  warnings: Note[]
}

export interface RejectedElement {
  index: number
  pointer: string
  id: string | null
  reason: string
}

export interface UploadReading {
  recipientToken: string
  recipient: Recipient
  accepted: CredentialReading[]
  rejected: RejectedElement[]
}
