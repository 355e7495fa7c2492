export const en = {
  title: (partner: string): string => `Find what ${partner} has for you`,
  lead: (partner: string): string => `Tell us who you are to ${partner}. If something waits for you, a link goes to the address they know.`,
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail address',
  studentId: 'Student id',
  either: 'One of these two is enough.',
  search: 'Look for it',
  searching: 'Looking…',
  nameMissing: 'Enter your first and last name.',
  eitherMissing: 'Enter your e-mail address or your student id.',
  sentTitle: 'Look in your mailbox',
  sent: (partner: string): string =>
    `If ${partner} has sent something for you, we wrote to the address they know. The link in that mail leads you on.`,
  notThere: (partner: string): string => `Nothing after a few minutes? Look in the spam folder, or ask ${partner} which address they have.`,
  again: 'Ask again',
  limited: 'That was many questions in a short time. Wait an hour, then try again.',
}

export type FindWords = typeof en
