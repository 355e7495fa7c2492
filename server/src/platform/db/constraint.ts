import { Problem } from '../../core/problem.ts'

const UNIQUE_VIOLATION = '23505'

/** Name of the unique constraint an error is about, if it is about one. */
export function violatedConstraint(error: unknown): string | undefined {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  return code === UNIQUE_VIOLATION ? constraint : undefined
}

/** Turns a violation of a named constraint into the Problem its rule throws: one rule, two guards, one code. */
export async function guarded<T>(work: Promise<T>, problems: Readonly<Record<string, () => Problem>>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const make = problems[violatedConstraint(error) ?? '']
    throw make ? make() : error
  }
}

const COLLISIONS = new Set(['40P01', '40001'])

/** True when two transactions stood in each other's way and one of them should simply be tried again. */
export const isCollision = (error: unknown): boolean => COLLISIONS.has((error as { code?: string } | undefined)?.code ?? '')

const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08003',
  '57014',
  // no disk, no memory, a broken disk, and a stand-by that is not the primary yet
  '53100',
  '53200',
  '53400',
  '58030',
  '25006',
  'ENOSPC',
])

/** True when the database is away or restarting: the caller should try again. */
export function databaseIsAway(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return (
    (code !== undefined && AWAY.has(code)) ||
    /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/.test(message ?? '')
  )
}

const UNTRANSLATABLE = new Set(['22021', '22P05', '22P02'])

/** Text no PostgreSQL text can hold, such as a NUL that came through an address or a form. */
export const holdsImpossibleText = (error: unknown): boolean => UNTRANSLATABLE.has((error as { code?: string } | undefined)?.code ?? '')

export const databaseAway = (): Problem =>
  new Problem(
    'server_busy',
    'unavailable',
    'The server cannot reach its database. Whether this was stored is not known; send it again in a few seconds.',
    {
      retryAfterSeconds: 5,
    },
  )
