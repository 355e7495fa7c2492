import type { Check, OrderedPlace, SkillCategory, SkillLevel, Verdict } from '../words.ts'

/** `self-asserted` is how an unsigned claim is called when the person wrote it. */
export type SealWord = Verdict | 'self-asserted'

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
const credentials = (n: number): string => count(n, 'credential', 'credentials')
const skills = (n: number): string => count(n, 'skill', 'skills')

const waiting = (credentialCount: number, skillCount: number): string => {
  if (skillCount === 0) return credentials(credentialCount)
  return credentialCount === 0 ? skills(skillCount) : `${credentials(credentialCount)} and ${skills(skillCount)}`
}

const sections: Record<OrderedPlace, string> = {
  Summary: 'About',
  Education: 'Education',
  Experience: 'Experience',
  Certification: 'Certification',
  Licenses: 'Licenses',
  Credentials: 'Credentials',
  'Relevant Coursework': 'Relevant Coursework',
  'Skills and Abilities': 'Skills and Abilities',
  Skills: 'Skills',
  Activities: 'Activities',
  'Professional Affiliations': 'Professional Affiliations',
}

const levels: Record<SkillLevel, string> = {
  beginner: 'Beginner',
  intermediate: 'Intermediate',
  advanced: 'Advanced',
  expert: 'Expert',
}

const categories: Record<SkillCategory, string> = {
  specialized: 'Specialized',
  technical: 'Technical',
  durable: 'Durable',
  other: 'Other',
}

const verdicts: Record<SealWord, { word: string; means: string }> = {
  verified: { word: 'Verified', means: 'Signed by the issuer, unchanged since, and still valid.' },
  'verified-issuer-unknown': { word: 'Issuer unknown', means: 'The signature holds, but nobody vouches for who the issuer is.' },
  unsigned: { word: 'Unsigned', means: 'It carries no signature, so nobody can check who wrote it.' },
  unconfirmed: { word: 'Could not check', means: 'Something needed for the check could not be reached or read.' },
  expired: { word: 'Expired', means: 'The time it was issued for has ended.' },
  'not-yet-valid': { word: 'Not valid yet', means: 'Its time has not begun.' },
  revoked: { word: 'Revoked', means: 'The issuer has taken it back.' },
  suspended: { word: 'Suspended', means: 'The issuer has put it on hold.' },
  invalid: { word: 'Invalid', means: 'It was changed after it was signed, or its signature is wrong.' },
  withdrawn: { word: 'Withdrawn by the issuer', means: 'The issuer no longer stands by this entry.' },
  'self-asserted': { word: 'Self-asserted', means: 'Written by this person. Nobody else has confirmed it.' },
}

const checks: Record<string, Record<Check['outcome'], string>> = {
  document: {
    passed: 'The document is complete and well formed',
    failed: 'The document is broken',
    unknown: 'The document could not be read in full',
  },
  schema: {
    passed: 'It has the shape the standard asks for',
    failed: 'It does not have the shape the standard asks for',
    unknown: 'Its shape could not be compared with the standard',
  },
  proof: {
    passed: 'The signature holds: nothing was changed',
    failed: 'The signature does not fit the document',
    unknown: 'The signature could not be checked',
  },
  'no-proof': {
    passed: 'It carries a signature',
    failed: 'It carries no signature',
    unknown: 'It carries no signature',
  },
  'issuer-key': {
    passed: 'The signing key belongs to the issuer',
    failed: 'The signing key does not belong to the issuer',
    unknown: 'The issuer’s list of keys could not be reached',
  },
  'issuer-name': {
    passed: 'The issuer is known by name',
    failed: 'The issuer is not who it says it is',
    unknown: 'Nobody vouches for the issuer’s name',
  },
  dates: {
    passed: 'It is valid today',
    failed: 'It is not valid today',
    unknown: 'Its dates could not be read',
  },
  status: {
    passed: 'The issuer has not taken it back',
    failed: 'The issuer has taken it back or put it on hold',
    unknown: 'The issuer’s list of withdrawn credentials could not be reached',
  },
  subject: {
    passed: 'It was issued to this person',
    failed: 'It was issued to somebody else',
    unknown: 'It does not say to whom it was issued',
  },
  nested: {
    passed: 'Everything inside it holds as well',
    failed: 'Something inside it does not hold',
    unknown: 'Something inside it could not be checked',
  },
}

/** What the server's pages and the web app both say. */
export const en = {
  sections,
  levels,
  categories,
  verdicts,
  checks,
  claimTitle: (partner: string, credentialCount: number, skillCount: number): string =>
    credentialCount + skillCount === 0
      ? `${partner} has opened a resume for you`
      : `${partner} has ${waiting(credentialCount, skillCount)} for you`,
  landingTitle: (partner: string): string => `Make your resume with ${partner}`,
  landingLead: 'Open the link you were sent, or sign in to see your resume.',
  unknownLink: 'We do not know this link',
  claimLead: 'Enter your e-mail address to see them and choose. Nothing is public.',
  chooseLead: 'Choose what goes on your resume. What you leave waits for you, and everything can be hidden or deleted later.',
  saysItIs: (issuer: string): string => `says it is ${issuer}`,
  noIssuer: 'no issuer named',
  signedInAs: (address: string): string => `Signed in as ${address}`,
  unnamed: 'Your resume',
  verifiedOf: (verified: number, claims: number): string => `${verified} of ${count(claims, 'claim', 'claims')} verified`,
}

export type Catalogue = typeof en
