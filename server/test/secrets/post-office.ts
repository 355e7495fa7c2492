import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { eventually } from '../../harness/processes.ts'

export interface PostOffice {
  /** for SMTP_URL */
  url: string
  letters: { to: string; text: string }[]
  /** the newest letter to an address that holds `mark` and was not read before */
  read(to: string, mark: RegExp): Promise<string>
  close(): Promise<void>
}

/** Quoted-printable, as far as ours use it. */
const decoded = (text: string): string =>
  text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** A mail server that wants a password and keeps what it is given. */
export async function openPostOffice(password: string): Promise<PostOffice> {
  const letters: { to: string; text: string }[] = []
  const read = new Set<object>()
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => done(auth.password === password ? null : new Error('no'), { user: auth.username }),
    onData(stream, { envelope }, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk
      })
      stream.on('end', () => {
        letters.push({ to: envelope.rcptTo[0]?.address ?? '', text: decoded(text) })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://laurel:${password}@127.0.0.1:${port}`,
    letters,
    read: async (to, mark) => {
      const find = () => letters.findLast((one) => one.to === to && !read.has(one) && mark.test(one.text))
      const letter = await eventually(async () => {
        const found = find()
        if (!found) throw new Error(`no letter to ${to} with ${mark}`)
        return found
      }, 20_000)
      read.add(letter)
      return mark.exec(letter.text)?.[1] ?? ''
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
