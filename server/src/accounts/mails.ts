import { type MailBody, mailBody } from '../delivery/index.ts'

export const signInMail = (code: string): { subject: string } & MailBody => ({
  subject: `${code} is your Laurel code`,
  ...mailBody([
    'Your code to sign in:',
    { code },
    'It works for 10 minutes. If you did not ask for it, you need do nothing: nobody gets in without it.',
  ]),
})
