import { parentPort } from 'node:worker_threads'
import type { Fetched, Loaders } from '../loaders.ts'
import type { IssuerRegistry, RegisteredIssuer, VerifyResult } from '../model/verdict.ts'
import { verifyCredential } from '../verify/verify-credential.ts'
import type { Answer, Ask, Job, Question } from './pool-messages.ts'

/** The other end of `createVerifyPool`: verifies what it is sent and asks the first thread for everything outside. */
const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread')

let asked = 0
const answers = new Map<number, (answer: Answer) => void>()
const say = (message: Question): void => port.postMessage(message)

const ask = (what: Ask['what'], url: string, options?: Ask['options']): Promise<Answer['value']> =>
  new Promise((resolve, reject) => {
    const id = ++asked
    answers.set(id, ({ value, failed }) => (failed === undefined ? resolve(value) : reject(new Error(failed))))
    say({ kind: 'ask', id, what, url, options })
  })

const loaders: Loaders = {
  context: (url) => ask('context', url),
  fetch: async (url, options) => (await ask('fetch', url, options)) as Fetched,
}

port.on('message', (message: Job | Answer) => {
  if (message.kind === 'job') void work(message)
  else {
    answers.get(message.id)?.(message)
    answers.delete(message.id)
  }
})

async function work({ id, input, options }: Job): Promise<void> {
  try {
    const registry = options.registry && registryOf(options.registry)
    const result = await verifyCredential(input, loaders, { ...options, registry })
    say({ kind: 'done', id, result: options.withCredential ? result : withoutViews(result) })
  } catch (error) {
    say({ kind: 'failed', id, message: error instanceof Error ? error.message : 'the verification stopped' })
  }
}

const withoutViews = (result: VerifyResult): VerifyResult => ({
  ...result,
  credential: undefined,
  nested: result.nested.map((one) => ({ ...withoutViews(one), at: one.at, role: one.role })),
})

function registryOf(issuers: readonly RegisteredIssuer[]): IssuerRegistry {
  const byId = new Map(issuers.map((issuer) => [issuer.id, issuer]))
  return { find: (id) => byId.get(id), known: () => issuers }
}
