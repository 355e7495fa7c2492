import type { Recipient } from '../facts.ts'

/** What somebody says of themself; empty texts mean absent. */
export interface Wanted {
  firstName: string
  lastName: string
  email: string
  studentId: string
}

/** Letter case, accents and spaces make no difference to a name. */
const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s’'-]+/g, ' ')
    .trim()
    .toLowerCase()

/** @see CredentialConnect spec, "Find my resume": names, and e-mail or student id; a recipient id, so that later pushes match */
export const isWanted = ({ firstName, lastName, email, studentId }: Wanted, recipient: Recipient): boolean =>
  recipient.id !== '' &&
  recipient.givenName !== '' &&
  recipient.familyName !== '' &&
  folded(recipient.givenName) === folded(firstName) &&
  folded(recipient.familyName) === folded(lastName) &&
  ((email !== '' && recipient.email.trim().toLowerCase() === email.toLowerCase()) ||
    (studentId !== '' && recipient.studentId === studentId))
