import type { ImportRequest } from './import-document.ts'
import { problems } from './problems.ts'

const MAX_URL = 2_000
const MAX_INCLUDED = 20_000

/** What to read, and what of it to take: a file of a form, or JSON with one of `text` and `url`. @throws Problem import_empty | import_broken */
export function readSource(sent: unknown): Pick<ImportRequest, 'source' | 'include'> {
  const { file, text, url, include } = typeof sent === 'object' && sent !== null ? (sent as Record<string, unknown>) : {}
  const chosen = includedIn(include)
  if (Buffer.isBuffer(file)) return { source: file, include: chosen }
  if (typeof url === 'string' && url.trim() !== '' && text === undefined) {
    if (url.length > MAX_URL) throw problems.import_broken({ because: `an address has at most ${MAX_URL} characters.` })
    return { source: { url }, include: chosen }
  }
  if (typeof text === 'string' && text.trim() !== '') {
    const address = text.trim()
    // an address pasted as text means what is there
    if (/^https?:\/\/\S+$/i.test(address) && address.length <= MAX_URL) return { source: { url: address }, include: chosen }
    return { source: Buffer.from(text, 'utf8'), include: chosen }
  }
  throw problems.import_empty()
}

function includedIn(sent: unknown): string[] | undefined {
  if (sent === undefined || sent === null) return undefined
  let list: unknown = sent
  try {
    list = typeof sent === 'string' ? JSON.parse(sent) : sent
  } catch {
    list = undefined
  }
  if (Array.isArray(list) && list.length <= MAX_INCLUDED && list.every((id) => typeof id === 'string')) return list as string[]
  throw problems.import_broken({ because: '"include" is a list of ids.' })
}
