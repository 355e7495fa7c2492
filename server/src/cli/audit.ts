import { createAuditKey, verifyAuditLog } from '../audit/index.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../platform/db/client.ts'
import { admin } from './admin.ts'
import { readOptions, UsageError } from './read-options.ts'
import { secretFor } from './secret-for.ts'
import { NoServer, speak } from './speak.ts'

type Environment = Readonly<Record<string, string | undefined>>
type Verified = Awaited<ReturnType<typeof verifyAuditLog>>

const KEPT = { name: 'kept', schema: { type: 'string' } as never, says: '', isRequired: false }

/** `laurel audit verify [--direct] [--kept SEQ:HASH] [--json]`, `laurel audit list …`. @returns 0 sound, 1 something was found, 2 could not look */
export async function audit(words: readonly string[], env: Environment): Promise<number> {
  const [verb, ...rest] = words
  if (verb === 'list') return admin(['audit', 'list', ...rest], env)
  if (verb !== 'verify') throw new UsageError('laurel audit verify, or laurel audit list')
  const { names, values, flags } = readOptions(rest, [KEPT], ['direct', 'json'])
  if (names.length > 0) throw new UsageError(`${names[0]} is one word too many`)
  const kept = values.kept === undefined ? undefined : keptHead(String(values.kept))
  const result = flags.has('direct') ? await directly(env, kept) : await overTheApi(env, kept)
  process.stdout.write(flags.has('json') ? `${JSON.stringify(result, null, 2)}\n` : `${told(result)}\n`)
  return result.ok ? 0 : 1
}

function keptHead(text: string): { seq: number; hash: string } {
  const [, seq, hash = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined) throw new UsageError('--kept takes SEQ:HASH, as laurel audit verify prints it')
  return { seq: Number(seq), hash }
}

async function overTheApi(env: Environment, kept: { seq: number; hash: string } | undefined): Promise<Verified> {
  const query = kept ? `?keptSeq=${kept.seq}&keptHash=${kept.hash}` : ''
  const { text } = await speak(env, { method: 'GET', path: `/api/admin/audit/verify${query}` })
  return JSON.parse(text) as Verified
}

/** Reads the database itself; the embedded one only while no server uses it. */
async function directly(env: Environment, kept: { seq: number; hash: string } | undefined): Promise<Verified> {
  const config = readConfig(env)
  const secret = await secretFor(config)
  const database = await openDatabase(config).catch((error: Error) => {
    throw new NoServer(error.message)
  })
  try {
    return await verifyAuditLog({ db: database.db, key: createAuditKey(secret) }, kept)
  } finally {
    await database.close()
  }
}

function told({ ok, entries, head, findings }: Verified): string {
  if (ok)
    return `The audit log is sound: ${entries} entries, head ${head?.seq}:${head?.hash}\nKeep the head somewhere else; --kept ${head?.seq}:${head?.hash} checks against it later.`
  return [`The audit log is not sound (${entries} entries):`, ...findings.map(({ because }) => `  ${because}`)].join('\n')
}
