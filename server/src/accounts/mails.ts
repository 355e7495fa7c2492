import { type MailBody, mailBody } from '../delivery/index.ts'

export const signInMail = (code: string): { subject: string } & MailBody => ({
  subject: `${code} is your Laurel code`,
  ...mailBody([
    'Your code to sign in:',
    { code },
    'It works for 10 minutes. If you did not ask for it, you need do nothing: nobody gets in without it.',
  ]),
})

export const addressCodeMail = (code: string): { subject: string } & MailBody => ({
  subject: `${code} is your Laurel code`,
  ...mailBody([
    'Your code to add this address to your account:',
    { code },
    'It works for 10 minutes. If you did not ask for it, you need do nothing: nobody can add this address without it.',
  ]),
})

export const addressAddedMail = (email: string): { subject: string } & MailBody => ({
  subject: 'An address was added to your account',
  ...mailBody([
    `${email} can now be used to sign in to your account.`,
    'If that was not you, sign in, remove the address in your settings and sign out everywhere else.',
  ]),
})

export const addressRemovedMail = (email: string): { subject: string } & MailBody => ({
  subject: 'An address was removed from your account',
  ...mailBody([
    `${email} can no longer be used to sign in to your account.`,
    'If that was not you, sign in with another address of yours and look at your settings.',
  ]),
})

export const erasureMail = (when: string, settings: string): { subject: string } & MailBody => ({
  subject: 'Your account will be erased',
  ...mailBody([
    `You asked us to erase your account and everything in it. That happens on ${when}.`,
    'The links to your resume are closed. Until then you can undo it in your settings, and they open again:',
    { link: settings, label: 'Your settings' },
  ]),
})
