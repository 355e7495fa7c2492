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
    `${count === 1 ? 'It waits' : 'They wait'} under "New credentials" beside your resume. Nothing is shown to anybody until you add it.`,
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
