import { randomBytes } from 'node:crypto'
import type { TestApp } from '../app.ts'
import { type Answer, call, type HeaderLines } from '../people.ts'
import type { Sent } from './send.ts'

/** What the secrets and ids of this server look like: long lower-case randoms and UUIDs. */
const NAME = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9a-zA-Z])(?=[a-z]*\d)[0-9a-z]{20,60}(?![0-9a-zA-Z])/g

export const namesIn = (text: string): string[] => text.match(NAME) ?? []

/** A name of the same shape that never was. */
const neverWas = (name: string): string => {
  const random = randomBytes(40)
  return [...name].map((letter, i) => (letter === '-' || letter === '4' ? letter : ((random[i] ?? 0) % 16).toString(16))).join('')
}

const textOf = (body: unknown): string | undefined =>
  body === undefined ? undefined : body instanceof URLSearchParams ? body.toString() : JSON.stringify(body)

/** Told apart by nothing but these is told apart by nothing. */
const OF_THE_MOMENT = new Set(['date', 'set-cookie', 'ratelimit-remaining', 'ratelimit-reset', 'etag', 'connection', 'keep-alive'])
const headersOf = ({ headers, status }: Answer): string[] =>
  [...headers]
    .filter(([name]) => !OF_THE_MOMENT.has(name) && (status >= 400 || name !== 'content-length'))
    .map(([name, value]) => `${name}: ${value.replace(NAME, '#')}`)

/** An answer without what differs each time: new names and the time of a success. */
const plain = (answer: Answer): string =>
  answer.status >= 400 ? answer.text : answer.text.replace(NAME, '#').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '#')

const IS_UPLOAD = /^POST \/(?:api\/v1\/(?:credentials|clr|verifiablepresentation)|ims\/)/

export interface Stranger {
  name: string
  headers: HeaderLines
}

/**
 * Lets a stranger send what somebody else is about to send, and the same with names that never were.
 *
 * @returns what told the two apart, or what the stranger learned; nothing when all is well
 */
export async function cross(app: TestApp, sent: Sent, stranger: Stranger, owned: ReadonlySet<string>): Promise<string[]> {
  const { method, path, body } = sent
  const text = textOf(body)
  const headers: HeaderLines = {
    ...stranger.headers,
    ...(text !== undefined && {
      'content-type': body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/json',
    }),
  }
  const ask = (at: string, with_: string | undefined) => call(app, method, at, { headers, ...(with_ !== undefined && { body: with_ }) })
  const asked = new Set(namesIn(`${path} ${text ?? ''}`))
  const names = new Map([...asked].map((name) => [name, neverWas(name)]))
  const swapped = (value: string): string => value.replace(NAME, (name) => names.get(name) ?? name)
  const askUnknown = () => ask(swapped(path), text === undefined ? undefined : swapped(text))
  // an upload of the same ids makes rows of the stranger's own: only what it does to ours is looked at
  if (IS_UPLOAD.test(`${method} ${path}`)) return (await askUnknown()).status >= 500 ? ['5xx'] : []
  const theirs = await ask(path, text)
  const found = namesIn(`${theirs.text} ${JSON.stringify([...theirs.headers])}`).filter((name) => owned.has(name) && !asked.has(name))
  const broken = found.map((name) => `learned ${name}`)
  if (theirs.status >= 500) broken.push(`${theirs.status}`)
  if (asked.size === 0 || theirs.status === 401 || theirs.status === 403) return broken
  const unknown = await askUnknown()
  const seen = { ...theirs, text: swapped(theirs.text) }
  if (theirs.status !== unknown.status)
    return [...broken, `${theirs.status} ${theirs.text.slice(0, 150)}, and ${unknown.status} for what never was`]
  if (plain(seen) !== plain(unknown)) broken.push(`${plain(seen).slice(0, 300)}\n and for what never was\n ${plain(unknown).slice(0, 300)}`)
  if (headersOf(seen).join('\n') !== headersOf(unknown).join('\n')) broken.push(`headers ${headersOf(seen)} and ${headersOf(unknown)}`)
  return broken
}

/** A fingerprint of every row that belongs to these partners, people and keys, without the times of use. */
export async function rowsOf(app: TestApp, owners: { partners: string[]; people: string[]; keys: string[] }): Promise<Map<string, string>> {
  const { rows } = await app.database.executeSql(
    `select table_name as "table", array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = 'public' and column_name in ('partner_id', 'person_id', 'key_id') group by table_name`,
    [],
  )
  const { partners, people, keys } = owners
  const ids: Record<string, string[]> = { partner_id: partners, person_id: people, key_id: keys }
  const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')
  const parts = (rows as { table: string; columns: string[] }[]).map(({ table, columns }) => {
    // what a person does at a partner is the person's
    const mine = (columns.includes('person_id') ? ['person_id'] : columns)
      .map((column) => `t.${column} in (${quoted(ids[column] ?? [])})`)
      .join(' or ')
    // what is on its way out changes by itself
    const row =
      table === 'deliveries'
        ? 't.id'
        : `(to_jsonb(t) - 'last_used_at' - 'last_seen_at' - 'student_origins' - 'views' - 'last_viewed_at' - 'uses')::text`
    return `select '${table}' as "table", coalesce(md5(string_agg(${row}, '' order by ${row})), '') as print from "${table}" t where ${mine}`
  })
  const { rows: prints } = await app.database.executeSql(parts.join(' union all '), [])
  return new Map((prints as { table: string; print: string }[]).map(({ table, print }) => [table, print]))
}
