import type { Json, JsonObject } from './json.ts'

/** Where a view came from: `at` is the pointer of the object, `from[field]` the pointer of one value, both into `document` (RFC 6901). */
export interface Located {
  at: string
  from: Readonly<Record<string, string>>
}

export type CredentialKind = 'open-badge-3' | 'clr-2' | 'endorsement' | 'open-badge-2' | 'vc' | 'vp'

/** An issuer, creator or endorser as the document names it. Nothing here is proved. */
export interface ReadProfile extends Located {
  id?: string
  types: string[]
  name?: string
  url?: string
  email?: string
  phone?: string
  description?: string
  image?: string
  raw: Json
}

/** One identifier of the recipient; `hashed` ones hold `sha256$hex` over the identifier plus `salt` (OB 3.0, IdentityObject). */
export interface ReadIdentifier extends Located {
  identity: string
  identityType?: string
  hashed: boolean
  salt?: string
}

export interface ReadRecipient extends Located {
  id?: string
  types: string[]
  identifiers: ReadIdentifier[]
  name?: string
  givenName?: string
  familyName?: string
  additionalName?: string
  email?: string
  raw: Json
}

export interface ReadAlignment extends Located {
  targetName?: string
  targetUrl?: string
  targetCode?: string
  targetDescription?: string
  targetFramework?: string
  targetType?: string
  raw: Json
}

export interface ReadResultDescription extends Located {
  id?: string
  name?: string
  resultType?: string
  valueMin?: string
  valueMax?: string
  requiredValue?: string
  allowedValues: string[]
  alignments: ReadAlignment[]
  raw: Json
}

export interface ReadResult extends Located {
  value?: string
  status?: string
  resultDescription?: string
  achievedLevel?: string
  alignments: ReadAlignment[]
  raw: Json
}

export interface ReadAchievement extends Located {
  id?: string
  types: string[]
  achievementType?: string
  name?: string
  description?: string
  image?: string
  imageCaption?: string
  criteria: { id?: string; narrative?: string }
  creator?: ReadProfile
  alignments: ReadAlignment[]
  resultDescriptions: ReadResultDescription[]
  tags: string[]
  humanCode?: string
  fieldOfStudy?: string
  specialization?: string
  version?: string
  inLanguage?: string
  creditsAvailable?: number
  raw: Json
}

export interface ReadEvidence extends Located {
  id?: string
  types: string[]
  name?: string
  narrative?: string
  description?: string
  genre?: string
  audience?: string
  raw: Json
}

/** Dates exactly as sent; they may be no dates at all ("Spring 2023"). Empty strings are left out. */
export interface ReadDates {
  awardedDate?: string
  issuanceDate?: string
  issuedOn?: string
  validFrom?: string
  expirationDate?: string
  expires?: string
  validUntil?: string
  activityStartDate?: string
  activityEndDate?: string
}

export interface ReadStatus extends Located {
  id?: string
  type?: string
  statusPurpose?: string
  statusListIndex?: string
  statusListCredential?: string
  raw: Json
}

export interface ReadProof extends Located {
  type?: string
  cryptosuite?: string
  verificationMethod?: string
  proofPurpose?: string
  created?: string
  raw: Json
}

/** Facts about the recipient's work that OB 3.0 keeps on the subject rather than on the achievement. */
export interface ReadSubjectFacts {
  role?: string
  term?: string
  licenseNumber?: string
  narrative?: string
  creditsEarned?: number
  endorsementComment?: string
}

/** The signed header and claims when the credential travelled as a compact JWS. */
export interface ReadJwt {
  header: JsonObject
  payload: JsonObject
}

/**
 * One credential or presentation as one view, whatever form it arrived in.
 *
 * Reading proves nothing: see `verifyCredential`. `at` is where this one was found in its parent (`''` for the outermost);
 * every other pointer is relative to this one's own `document`.
 */
export interface ReadCredential extends Located {
  kind: CredentialKind
  /** how it is secured: as JSON with embedded proofs, or as a compact JWS */
  format: 'json' | 'jwt'
  /** what the bytes were */
  carrier: 'json' | 'jwt' | 'png' | 'svg'
  /** the text as received: the JSON text or the compact JWS (for an object, its `JSON.stringify`) */
  raw: string
  /** the decoded document; for VC-JWT with the registered claims put back (VCDM 1.1, 6.3.1) */
  document: JsonObject
  jwt?: ReadJwt
  contexts: string[]
  id?: string
  types: string[]
  name?: string
  description?: string
  image?: string
  issuer?: ReadProfile
  recipient?: ReadRecipient
  subject: ReadSubjectFacts
  achievements: ReadAchievement[]
  results: ReadResult[]
  evidence: ReadEvidence[]
  dates: ReadDates
  status: ReadStatus[]
  proofs: ReadProof[]
  /** a proof or a signature is present; says nothing about it being right */
  signed: boolean
  /** why a nested value could not be read; everything else is empty then */
  unreadable?: string
  endorsements: ReadCredential[]
  nested: ReadCredential[]
}
