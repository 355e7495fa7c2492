import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, sign, verify as verifyEd25519 } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { JsonObject } from '../src/index.ts'
import { badge } from '../src/test/badges.ts'
import { clrOf, issue, loaders, OLDER, richBadge, urls, VC2_OB3 } from './verify-badges.ts'
import { warmRate } from './verify-measure.ts'
import { peer } from './verify-peers.ts'

/** The built library, as it ships; the peers run from their packages in the same way. */
const built = new URL('../dist/index.js', import.meta.url).href
const { verifyCredential } = (await import(built)) as typeof import('../src/index.ts')

const ours = async (credential: object): Promise<void> => {
  const { verdict, nestedVerdict } = await verifyCredential(credential, loaders)
  if (verdict !== 'verified-issuer-unknown' || (nestedVerdict ?? verdict) !== verdict)
    throw new Error(`unexpected verdict ${verdict} ${nestedVerdict}`)
}

type Work = () => unknown
const bound =
  (work: (credential: object) => unknown, credential: JsonObject): Work =>
  () =>
    work(credential)
const documents = {
  badge: () => issue(badge()),
  rich: () => issue(richBadge()),
  jcs: () => issue(badge(), { cryptosuite: 'eddsa-jcs-2022' }),
  older: () => issue({ ...badge(), '@context': [...VC2_OB3, OLDER] }, { cryptosuite: 'Ed25519Signature2020' }),
  clr: () => clrOf(20),
}

/** Everything measured on one core; each runs in a process of its own, so that none pays for the garbage of another. */
const candidates = {
  limit: async (): Promise<Work> => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const data = Buffer.alloc(64, 1)
    const signature = sign(null, data, privateKey)
    return () => verifyEd25519(null, data, publicKey, signature)
  },
  badge: async () => bound(ours, await documents.badge()),
  badgePeer: async () => bound((await peer(loaders.context, urls)).rdfc, await documents.badge()),
  rich: async () => bound(ours, await documents.rich()),
  richPeer: async () => bound((await peer(loaders.context, urls)).rdfc, await documents.rich()),
  jcs: async () => bound(ours, await documents.jcs()),
  jcsPeer: async () => bound((await peer(loaders.context, urls)).jcs, await documents.jcs()),
  older: async () => bound(ours, await documents.older()),
  olderPeer: async () => bound((await peer(loaders.context, urls)).older, await documents.older()),
  clr: async () => bound(ours, await documents.clr()),
  clrPeer: async (): Promise<Work> => {
    const { rdfc } = await peer(loaders.context, urls)
    const clr = await documents.clr()
    const inner = (clr.credentialSubject as JsonObject).verifiableCredential as JsonObject[]
    return async () => {
      await rdfc(clr)
      for (const one of inner) await rdfc(one)
    }
  },
}

export type Candidate = keyof typeof candidates

/** The rate of one candidate, measured in a process of its own. */
export const rateInProcess = (name: Candidate): number =>
  Number(execFileSync(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), name], { encoding: 'utf8' }))

const [, file, name] = process.argv
if (file === fileURLToPath(import.meta.url)) console.log(await warmRate(await candidates[name as Candidate]()))
