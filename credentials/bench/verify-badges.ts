import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generateKey, issueCredential, type JsonObject } from '../src/index.ts'
import { nodeLoaders } from '../src/node/index.ts'
import { badge, OB3, VC2 } from '../src/test/badges.ts'

const contextsDir = process.env.LAUREL_CONTEXTS_DIR ?? fileURLToPath(new URL('../../../shared/standards/contexts', import.meta.url))
if (!existsSync(contextsDir)) throw new Error(`the CLR contexts are needed: set LAUREL_CONTEXTS_DIR (there is no ${contextsDir})`)

export const OLDER = 'https://w3id.org/security/suites/ed25519-2020/v1'
export const VC2_OB3 = [VC2, OB3]
const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
/** Every context the peer will ask for. */
export const urls = [
  VC2,
  OB3,
  CLR,
  OLDER,
  'https://w3id.org/security/multikey/v1',
  'https://www.w3.org/ns/did/v1',
  'https://w3id.org/security/data-integrity/v2',
]
export const loaders = nodeLoaders({ contextsDir })

const key = generateKey()
export const issue = (document: JsonObject, more: object = {}): Promise<JsonObject> => issueCredential(document, { key, loaders, ...more })

/** A record with so many badges, each signed by itself, and signed as a whole. */
export async function clrOf(count: number): Promise<JsonObject> {
  const inner: JsonObject[] = []
  for (let index = 0; index < count; index++)
    inner.push(await issue(badge({ id: `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}` })))
  return issue({
    '@context': [VC2, CLR, OB3],
    id: 'urn:uuid:00000000-0000-4000-9000-000000000000',
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Record',
    validFrom: '2024-01-01T00:00:00Z',
    credentialSubject: { id: 'did:example:learner', type: ['ClrSubject'], verifiableCredential: inner },
  })
}

/** A badge as a learning platform sends it: an issuer profile, images, five aligned skills, a grade scale and results. */
export function richBadge(): JsonObject {
  const plain = badge({ issuer: undefined })
  const subject = plain.credentialSubject as JsonObject
  const image = (id: string): JsonObject => ({ id: `https://college.example/${id}.png`, type: 'Image' })
  const skills = ['Arc welding', 'Reading plans', 'Grinding', 'Inspection', 'Safety'].map((targetName, index) => ({
    type: ['Alignment'],
    targetName,
    targetUrl: `https://frameworks.example/skills/${index}`,
    targetFramework: 'National frame of trades',
    targetType: 'ceasn:Competency',
    targetDescription: `Works in ${targetName.toLowerCase()} without supervision.`,
  }))
  const scale = {
    id: 'urn:uuid:7b3c4c52-0000-4000-8000-000000000001',
    type: ['ResultDescription'],
    name: 'Final grade',
    resultType: 'LetterGrade',
    allowedValue: ['A', 'B', 'C'],
  }
  const achievement = {
    ...(subject.achievement as JsonObject),
    image: image('welding'),
    alignment: skills,
    resultDescription: [scale],
    creator: creator(),
  }
  return {
    ...(JSON.parse(JSON.stringify(plain)) as JsonObject),
    image: image('badge'),
    credentialSubject: { ...subject, achievement, result: [{ type: ['Result'], resultDescription: scale.id, value: 'A' }] },
  }
}

const creator = (): JsonObject => ({
  id: 'https://college.example/',
  type: ['Profile'],
  name: 'Example College',
  url: 'https://college.example/',
  email: 'badges@college.example',
  image: { id: 'https://college.example/logo.png', type: 'Image' },
})
