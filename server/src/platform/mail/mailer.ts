import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'

export interface Mail {
  id: string
  to: string
  subject: string
  text: string
  html: string
}

/** Sends one mail. `kept` says that it went to a folder and not to a mail server. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  /** Removes what the folder keeps of these mails. */
  forget(ids: readonly string[]): Promise<void>
  kept: boolean
}

export interface MailerSettings {
  smtpUrl: string | undefined
  from: string
  dataDir: string
}

/** A mail server that says nothing is away. Together shorter than a job may take, so that no second sender begins beside the first. */
const WAITS = { connectionTimeout: 8_000, greetingTimeout: 8_000, dnsTimeout: 8_000, socketTimeout: 15_000 }

/** True when the mail server surely has not taken the mail: it said so, or it was never reached. */
export function wasRefused(error: unknown): boolean {
  const { responseCode, syscall, code, message } = (error ?? {}) as Record<string, unknown>
  return (
    typeof responseCode === 'number' ||
    syscall === 'connect' ||
    code === 'EDNS' ||
    /^(?:Connection timeout|Greeting never received)/.test(String(message))
  )
}

/** A mail server when an address is given, else `.eml` files in `<data>/mail`. */
export function createMailer({ smtpUrl, from, dataDir }: MailerSettings): Mailer {
  const message = ({ to, subject, text, html, id }: Mail) => ({
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId: `<${id}@laurel>`,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  if (smtpUrl !== undefined) {
    const transport = nodemailer.createTransport({ url: smtpUrl, ...WAITS })
    return { kept: false, forget: async () => {}, send: async (mail) => void (await transport.sendMail(message(mail))) }
  }
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })
  const folder = join(dataDir, 'mail')
  return {
    kept: true,
    forget: async (ids) => {
      for (const id of ids) await rm(join(folder, `${id}.eml`), { force: true })
    },
    send: async (mail) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { message: bytes } = await transport.sendMail(message(mail))
      await writeFile(join(folder, `${mail.id}.eml`), bytes as Buffer, { mode: 0o600 })
    },
  }
}
