import { readConfig } from './config.ts'
import { CannotStart } from './core/cannot-start.ts'
import { errorFacts } from './platform/logging.ts'
import { type RunningServer, startServer } from './server.ts'

const STOP_WITHIN_MS = 9_000

/** Faults of the surroundings: an address in use or not there, a folder that cannot be written, a database that refuses. */
const PLAIN_CODES = new Set([
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EACCES',
  'EPERM',
  'ENOTDIR',
  'EEXIST',
  'ENOENT',
  '3D000',
  '28P01',
  '28000',
])

function fail(error: unknown): never {
  const isPlain = error instanceof CannotStart || PLAIN_CODES.has((error as { code?: string }).code ?? '')
  console.error(isPlain ? `Laurel cannot start: ${(error as Error).message.split('\n')[0]}` : error)
  process.exit(isPlain ? 2 : 1)
}

function announce({ address, operatorLink, tryIt, notes }: RunningServer): void {
  console.log(`\nLaurel is ready at ${address}\n`)
  for (const note of notes) console.log(`  ${note}`)
  console.log(`\nOperator, sign in once with this link:\n  ${operatorLink}\n`)
  if (tryIt.length > 0) console.log(`Try it (each of the last two lines prints a claim link to open):\n\n${tryIt.join('\n')}\n`)
}

const server = await Promise.resolve()
  .then(() => startServer(readConfig(process.env)))
  .catch(fail)
announce(server)

// a promise nobody waits for is a bug of ours, not a reason to stop serving
process.on('unhandledRejection', (error) => console.error('bug: unhandled rejection', errorFacts(error)))

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => {
      console.error('Some work took too long to finish and was dropped; nothing acknowledged is lost.')
      process.exit(0)
    }, STOP_WITHIN_MS).unref()
    server.stop().then(() => process.exit(0), fail)
  })
}
