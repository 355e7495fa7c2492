import { type MailBody, mailBody } from '../delivery/index.ts'

export const shareCodeMail = (code: string): { subject: string } & MailBody => ({
  subject: `${code} is your code to open a resume`,
  ...mailBody([
    'Somebody shared a resume with this address. Your code to open it:',
    { code },
    'It works for 10 minutes. If you did not ask for it, you need do nothing: without the code nobody gets in.',
  ]),
})
