import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite'
import { cryptosuite as eddsaRdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { didKeyDocument, type JsonObject, type Loaders } from '../src/index.ts'

const MULTIKEY = 'https://w3id.org/security/multikey/v1'
const ED25519_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'

/** `@digitalbazaar/vc` with everything it asks for already in memory, so that only its own work is measured. */
export async function peer(contexts: Loaders['context'], urls: readonly string[]) {
  const documents = new Map<string, object | undefined>()
  for (const url of urls) documents.set(url, await contexts(url))
  const documentLoader = async (url: string) => {
    const [did = '', fragment] = url.split('#')
    if (!url.startsWith('did:key:')) return { contextUrl: null, documentUrl: url, document: documents.get(url), tag: 'static' }
    const whole = didKeyDocument(did)
    const [method] = whole.verificationMethod as JsonObject[]
    return { contextUrl: null, documentUrl: url, document: fragment ? { '@context': MULTIKEY, ...method } : whole }
  }
  /** The older suite knows its keys by their older type. */
  const olderLoader = async (url: string) => {
    const loaded = await documentLoader(url)
    if (!url.startsWith('did:key:') || !url.includes('#')) return loaded
    return { ...loaded, document: { ...loaded.document, '@context': ED25519_2020, type: 'Ed25519VerificationKey2020' } }
  }
  const verifyWith = (suite: () => object, loader: unknown) => async (credential: object) => {
    const { verified, error } = await vc.verifyCredential({
      credential: structuredClone(credential),
      suite: suite(),
      documentLoader: loader,
    })
    if (!verified) throw new Error(`the peer refuses: ${JSON.stringify(error?.errors?.map(({ message }) => message) ?? String(error))}`)
  }
  return {
    rdfc: verifyWith(() => new DataIntegrityProof({ cryptosuite: eddsaRdfc }), documentLoader),
    jcs: verifyWith(() => new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() }), documentLoader),
    older: verifyWith(() => new Ed25519Signature2020(), olderLoader),
  }
}
