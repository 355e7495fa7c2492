import { type MailBody, mailBody } from '../delivery/index.ts'

type Mail = { subject: string } & MailBody

export const recipientCodeMail = (code: string, partner: string): Mail => ({
  subject: `${code} is your Laurel code`,
  ...mailBody([
    `Somebody opened a link to credentials that ${partner} sent for this address. If it was you, enter this code:`,
    { code },
    'It works for 10 minutes. If it was not you, you need do nothing: without the code nobody gets them.',
  ]),
})

export const linkedMail = (partner: string, count: number, link: string): Mail => ({
  subject: `${partner} sent you ${count === 1 ? 'a new credential' : `${count} new credentials`}`,
  ...mailBody([
    `${count === 1 ? 'It waits' : 'They wait'} under "New credentials". Nothing is shown to anybody until you add it.`,
    { link, label: 'See what arrived' },
  ]),
})

export const updatedMail = (partner: string, title: string, link: string): Mail => ({
  subject: `${partner} updated "${title}"`,
  ...mailBody([
    `${partner} sent a new version of "${title}". It keeps its place on your resume, and its checks ran again.`,
    { link, label: 'See your resume' },
  ]),
})

export const withdrawnMail = (partner: string, title: string, link: string): Mail => ({
  subject: `${partner} withdrew "${title}"`,
  ...mailBody([
    `${partner} has withdrawn "${title}". Your resume shows it as withdrawn by the issuer, and leaves it out of PDFs and exports.`,
    { link, label: 'See your resume' },
  ]),
})

export const foundMail = (partner: string, link: string): Mail => ({
  subject: `What ${partner} has for you`,
  ...mailBody([
    `Somebody, probably you, asked on ${partner}'s page whether it has sent something for you. It has:`,
    { link, label: 'See it and choose' },
    'If you did not ask, you need do nothing: nobody but you got this link.',
  ]),
})

export const foundTakenMail = (partner: string, link: string): Mail => ({
  subject: `What ${partner} sent is on a resume already`,
  ...mailBody([
    `Somebody, probably you, asked on ${partner}'s page whether it has sent something for you. All of it was added to a resume already. Sign in to see yours:`,
    { link, label: 'Sign in' },
    `If it was not you who added it, tell ${partner}.`,
  ]),
})

export const issuedMail = (sender: string, titles: readonly string[], link: string): Mail => ({
  subject: titles.length === 1 ? `You earned a badge: ${titles[0]}` : `You earned ${titles.length} badges`,
  ...mailBody([
    `${sender} verified: ${titles.join(', ')}. Each is a signed badge that anybody can check.`,
    { link, label: 'Put it on your resume' },
    'Nothing is shown to anybody until you add it.',
  ]),
})

const LOST: Readonly<Record<string, (issuer: string) => [word: string, sentence: string]>> = {
  revoked: (issuer) => ['was revoked', `${issuer} has taken it back.`],
  suspended: (issuer) => ['was put on hold', `${issuer} has put it on hold.`],
  invalid: () => ['no longer passes its checks', 'Its signature no longer fits what its issuer publishes.'],
}

export function lossMail(verdict: string, title: string, issuer: string, link: string): Mail {
  const [word, sentence] = LOST[verdict]?.(issuer || 'Its issuer') ?? ['has changed', '']
  return {
    subject: `"${title}" ${word}`,
    ...mailBody([
      `"${title}" on your resume ${word}. ${sentence}`,
      'Everybody who opens a link to your resume now sees it so. You can hide it, or ask the issuer why.',
      { link, label: 'See your resume' },
    ]),
  }
}
