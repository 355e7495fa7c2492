import type { ResumeNotice } from './shapes.ts'

/** What a credential says, as far as own words can go beyond it. */
export interface CredentialWords {
  title: string
  description: string
  date: string
  issuer: string
  criteria: string
}

/** Where the person's own words say more than the credential does. */
export function noticesOf(_ownWording: string, _credential: CredentialWords): ResumeNotice[] {
  return []
}
