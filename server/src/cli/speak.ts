import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** The server could not be reached or spoken to; the exit code is 2. */
export class NoServer extends Error {}

/** The server said no; the exit code is 1. */
export class Refused extends Error {}

export interface Question {
  method: string
  path: string
  body?: unknown
}

const TIMEOUT_MS = 60_000

/** LAUREL_ADMIN_TOKEN, or the token a server keeps in its data folder. @throws NoServer */
async function tokenOf(env: Environment): Promise<string> {
  const path = join(env.LAUREL_DATA_DIR?.trim() || './data', 'admin-token')
  const token = env.LAUREL_ADMIN_TOKEN?.trim() || (await readFile(path, 'utf8').catch(() => '')).trim()
  if (token === '')
    throw new NoServer(
      `no operator token: set LAUREL_ADMIN_TOKEN, or LAUREL_DATA_DIR to the folder that holds admin-token (looked at ${path})`,
    )
  return token
}

/**
 * Asks the operator API at LAUREL_URL.
 *
 * @returns the answer's text and whether it is JSON
 * @throws NoServer | Refused
 */
export async function speak(env: Environment, { method, path, body }: Question): Promise<{ text: string; isJson: boolean }> {
  const base = (env.LAUREL_URL?.trim() || `http://localhost:${env.PORT?.trim() || 3000}`).replace(/\/+$/, '')
  const token = await tokenOf(env)
  const answer = await fetch(base + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new NoServer(`no server answers at ${base}; set LAUREL_URL`)
  })
  const text = await answer.text()
  const isJson = /^application\/(?:[\w.+-]*\+)?json/.test(answer.headers.get('content-type') ?? '')
  if (answer.ok) return { text, isJson }
  if (!isJson) throw new NoServer(`${base} answered ${answer.status}, and not as a Laurel server does`)
  throw new Refused(reasonOf(JSON.parse(text)))
}

function reasonOf({ code, detail, fields }: { code?: string; detail?: string; fields?: { pointer: string; message: string }[] }): string {
  const places = (fields ?? []).map(({ pointer, message }) => `\n  ${pointer || '/'}: ${message}`).join('')
  return `${code}: ${detail}${places}`
}
