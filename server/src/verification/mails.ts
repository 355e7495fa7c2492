import { type MailBody, mailBody } from '../delivery/index.ts'

type Mail = { subject: string } & MailBody

const skillList = (skills: readonly string[]): string => skills.join(', ')

export interface ReviewMailFacts {
  student: string
  reviewer: string
  source: { title: string; subtitle: string; description: string }
  skills: readonly string[]
  link: string
}

/** Asks a reviewer; the link leads to a page where nothing happens by looking. */
export const reviewMail = ({ student, reviewer, source, skills, link }: ReviewMailFacts, isReminder = false): Mail => ({
  subject: `${isReminder ? 'Reminder: ' : ''}${student} asks you to confirm ${skills.length === 1 ? 'a skill' : `${skills.length} skills`}`,
  ...mailBody([
    `Dear ${reviewer},`,
    `${student} names you as somebody who knows their work: ${[source.title, source.subtitle].filter(Boolean).join(', ')}.`,
    ...(source.description ? [`In their own words: “${source.description.slice(0, 1_000)}”`] : []),
    `Skills to confirm: ${skillList(skills)}.`,
    { link, label: 'See the request and answer it' },
    'The page asks for a code that is mailed to this address, so that nobody can answer in your name. You can also decline there.',
    'If you do not know this person, you need do nothing.',
  ]),
})

export const reviewCodeMail = (code: string, student: string): Mail => ({
  subject: `${code} is your code to confirm skills`,
  ...mailBody([
    `Your code to answer the request of ${student}:`,
    { code },
    'It works for 10 minutes. If you did not open the request, somebody else did: do not pass this code on.',
  ]),
})

export const answeredMail = (reviewer: string, verified: readonly string[], declined: boolean): Mail => ({
  subject: declined || verified.length === 0 ? `${reviewer} did not confirm your skills` : `${reviewer} confirmed your skills`,
  ...mailBody(
    verified.length === 0
      ? [`${reviewer} answered your request and confirmed none of the skills. You can ask somebody else.`]
      : [`${reviewer} confirmed: ${skillList(verified)}.`],
  ),
})

export const assessmentMail = (passed: boolean, score: number, skills: readonly string[]): Mail => ({
  subject: passed ? 'You passed the assessment' : 'Your assessment result',
  ...mailBody(
    passed
      ? [`You scored ${score}% and verified: ${skillList(skills)}.`]
      : [`You scored ${score}%. 60% are needed; you can try again with new questions.`],
  ),
})

export const vaultCodeMail = (code: string): Mail => ({
  subject: `${code} is your code to open your skills vault`,
  ...mailBody([
    'Your code:',
    { code },
    'It works for 10 minutes, in the browser that asked for it. If you did not ask, you need do nothing.',
  ]),
})
