import { Readable } from 'node:stream'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { listAddresses } from './store/addresses.ts'
import { listSessions } from './store/sessions.ts'
import { findPerson } from './store.ts'

export interface ExportedFile {
  /** inside the ZIP, such as `credentials/Calculus.json` */
  path: string
  content: string | Uint8Array
}

/** What a domain holds of a person, file by file, so that no more than one is in memory. */
export type ExportPart = (personId: string) => AsyncIterable<ExportedFile>

export interface ExportDeps {
  db: Db
  now: Clock
  parts: readonly ExportPart[]
}

const READ_ME = `This is everything Laurel holds about you.

account.json        your name, addresses, where you are signed in
resume.pdf          your resume as others see it
resume.json         your resume with what you wrote, hid or deleted
resume.ler.json     your resume as LER-RS data, for other programs
credentials/        every credential exactly as it was received
received.json       what institutions said of you when they sent something
shares.json         links you made
partners.json       institutions that are connected to you
skills.json         skills that were verified for your addresses
mails.json          mails we keep that went to you

Files that would be empty are left out.
`

async function* ownFiles({ db, now }: ExportDeps, personId: string): AsyncIterable<ExportedFile> {
  const person = await findPerson(db, personId)
  const addresses = await listAddresses(db, personId)
  const sessions = await listSessions(db, personId, now())
  yield { path: 'README.txt', content: READ_ME }
  yield { path: 'account.json', content: JSON.stringify({ ...person, addresses, sessions }, null, 2) }
}

/** A path of letters and digits of any language, nothing a file system stumbles over, each once. */
function uniqueIn(taken: Set<string>, path: string): string {
  const dot = path.lastIndexOf('.')
  const [name, ending] = dot > path.lastIndexOf('/') ? [path.slice(0, dot), path.slice(dot)] : [path, '']
  let unique = path
  for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${name} ${n}${ending}`
  taken.add(unique.toLowerCase())
  return unique
}

/** Everything about a person as one ZIP, made while it is sent. @see resume spec, "Account"; reliability T29 */
export function exportAccount(deps: ExportDeps, personId: string): Readable {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const ready: Uint8Array[] = []
    const zip = new Zip((error, chunk) => {
      if (error) throw error
      ready.push(chunk)
    })
    const taken = new Set<string>()
    for (const part of [(id: string) => ownFiles(deps, id), ...deps.parts]) {
      for await (const { path, content } of part(personId)) {
        const file = new ZipDeflate(uniqueIn(taken, path), { level: 6 })
        file.mtime = deps.now()
        zip.add(file)
        file.push(typeof content === 'string' ? strToU8(content) : content, true)
        yield* ready.splice(0)
      }
    }
    zip.end()
    yield* ready.splice(0)
  }
  return Readable.from(chunks(), { objectMode: false })
}
