import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PDFDocument } from '@cantoo/pdf-lib'
import { beforeAll, describe, expect, test } from 'vitest'
import { issueCredential, issuePresentation } from '../issue/issue-credential.ts'
import type { SigningKey } from '../issue/signing-key.ts'
import { createStatusList, statusEntry, statusListCredential, withStatus } from '../issue/status-list.ts'
import { didWebDocument } from '../keys/did.ts'
import { generateKey } from '../keys/multikey.ts'
import type { JsonObject } from '../model/json.ts'
import { badge } from '../test/badges.ts'
import { cliLoaders } from './outside.ts'
import { verifyPdf } from './verify-pdf.ts'

/** Nothing listens there: the network of these tests is cut. */
const DID = 'did:web:localhost%3A1'
const BASE = 'https://localhost:1'
const LIST = `${BASE}/status/1`
const DID_URL = `${BASE}/.well-known/did.json`
const FETCHED_AT = '2026-05-01T10:30:00.000Z'

const pair = generateKey()
const key: SigningKey = { ...pair, id: `${DID}#1`, controller: DID }
const didDocument = JSON.stringify(didWebDocument(DID, [{ fragment: '1', publicKeyMultibase: pair.publicKeyMultibase }]))

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const part = (url: string, text: string, more: object = {}) => ({
  url,
  text,
  sha256: hash(text),
  contentType: 'application/json',
  fetchedAt: FETCHED_AT,
  ...more,
})

let presentation: JsonObject
let list: string

beforeAll(async () => {
  const bits = withStatus(createStatusList(131_072), 7, true)
  list = JSON.stringify(await issueCredential(statusListCredential({ id: LIST, purpose: 'revocation', bits }), { key }))
  const one = (index: number, more: JsonObject = {}) =>
    issueCredential(badge({ issuer: DID, credentialStatus: statusEntry(LIST, index, 'revocation'), ...more }), { key })
  presentation = await issuePresentation(
    {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential: [await one(3), await one(7, { id: 'urn:uuid:00000000-0000-4000-8000-000000000007' })],
    },
    { key, cryptosuite: 'eddsa-jcs-2022' },
  )
})

async function pdf(files: Record<string, string>): Promise<Uint8Array> {
  const made = await PDFDocument.create()
  made.addPage()
  for (const [name, content] of Object.entries(files)) await made.attach(new TextEncoder().encode(content), name)
  return made.save()
}

const withEvidence = (documents: object[], said: JsonObject = presentation): Promise<Uint8Array> =>
  pdf({ 'presentation.json': JSON.stringify(said), 'evidence.json': JSON.stringify({ contexts: [], documents }) })
const check = async (bytes: Uint8Array, offline = true) => verifyPdf(bytes, cliLoaders(!offline), offline)

describe('a resume PDF without a network', () => {
  test.each([true, false])('is checked by what it carries, and every check says of when it is (--offline: %s)', async (offline) => {
    const result = await check(await withEvidence([part(DID_URL, didDocument), part(LIST, list)]), offline)
    expect(result).toMatchObject({ verdict: 'verified-issuer-unknown', nestedVerdict: 'revoked', issuer: { vouchedBy: 'nobody' } })
    expect(result.nested.map(({ verdict }) => verdict)).toEqual(['verified-issuer-unknown', 'revoked'])
    const said = result.nested[0]?.checks.map(({ id, outcome, because }) => `${id} ${outcome} ${because}`).join('\n')
    expect(said).toContain('status passed its issuer has not revoked it (as of 2026-05-01 10:30 UTC, from the file)')
    expect(said).toMatch(/issuer-key passed .* \(as of 2026-05-01 10:30 UTC, from the file\)/)
    expect(said).toMatch(/issuer-name unknown .*its keys are from the file, so nobody vouches for that name/)
    expect(result.warnings).toContain('the pages of the PDF are not signed; what was signed is listed here')
  })

  test('what it does not carry, or carries with another hash, stays unknown', async () => {
    expect(await check(await withEvidence([part(DID_URL, didDocument)]))).toMatchObject({ nestedVerdict: 'unconfirmed' })
    const altered = await check(await withEvidence([part(DID_URL, didDocument, { sha256: hash('other') })]))
    expect(altered.verdict).toBe('unconfirmed')
    expect(altered.warnings.join()).toContain(`${DID_URL} in evidence.json is not what its hash says`)
    expect((await check(await pdf({ 'presentation.json': JSON.stringify(presentation) }))).verdict).toBe('unconfirmed')
  })

  test('keys of another do not fit; an altered document is invalid', async () => {
    const foreign = JSON.stringify(didWebDocument(DID, [{ fragment: '1', publicKeyMultibase: generateKey().publicKeyMultibase }]))
    expect((await check(await withEvidence([part(DID_URL, foreign)]))).verdict).toBe('invalid')
    const altered = JSON.parse(JSON.stringify(presentation).replace('Welding', 'Flying')) as JsonObject
    expect(await check(await withEvidence([part(DID_URL, didDocument)], altered))).toMatchObject({ verdict: 'invalid' })
  })

  test.each<[string, () => Promise<Uint8Array>, string]>([
    ['nothing signed in it', () => pdf({ 'resume.ler.json': '{}' }), 'has no presentation.json'],
    ['a broken file', async () => new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<< /EF << /F (x\nendobj'), 'cannot be read'],
    ['broken evidence', () => pdf({ 'presentation.json': JSON.stringify(presentation), 'evidence.json': '{"a":1,"a":2}' }), ''],
  ])('%s is said plainly', async (_, make, because) => {
    const result = await check(await make())
    expect(result.verdict).toBe('invalid')
    expect(result.checks[0]?.because).toContain(because)
  })

  test('on the command line: a table, and exit code 0, 1 and 2', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'laurel-pdf-'))
    let files = 0
    const main = fileURLToPath(new URL('./main.ts', import.meta.url))
    const laurel = async (command: string, bytes: Uint8Array, ...flags: string[]): Promise<{ code: unknown; out: string }> => {
      const file = join(folder, `${++files}.pdf`)
      await writeFile(file, bytes)
      return new Promise((resolve) => {
        const words = ['--import', 'tsx', main, command, file, ...flags]
        execFile(process.execPath, words, (error, out) => resolve({ code: error?.code ?? 0, out }))
      })
    }
    const good = await withEvidence([part(DID_URL, didDocument), part(LIST, list)])
    const [table, unknown, wrong, inspected] = await Promise.all([
      laurel('verify', good, '--offline'),
      laurel('verify', await pdf({ 'presentation.json': JSON.stringify(presentation) }), '--offline'),
      laurel('verify', await pdf({}), '--offline'),
      laurel('inspect', good),
    ])
    expect([table.code, unknown.code, wrong.code, inspected.code]).toEqual([0, 2, 1, 0])
    expect(table.out).toContain('credential at /verifiableCredential/1: REVOKED')
    expect(table.out).toContain('note  no network was used')
    expect(inspected.out).toContain('Welding, level 2')
  })
})
