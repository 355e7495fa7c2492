import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { issueCredential } from '../issue/issue-credential.ts'
import { generateKey } from '../keys/multikey.ts'
import { badge } from '../test/badges.ts'
import { describeWithStandards, loadersWith, standardsDir } from '../test/standards.ts'
import { verifyCredential } from '../verify/verify-credential.ts'
import { nodeLoaders } from './node-loaders.ts'
import { createVerifyPool } from './verify-pool.ts'

describe('a pool of threads', () => {
  test('gives the verdicts of this thread, asks it for everything outside, and takes a registry along', async () => {
    const key = generateKey()
    const issuer = `did:key:${key.publicKeyMultibase}`
    const good = await issueCredential(badge(), { key })
    const DID = 'did:web:college.example'
    const web = await issueCredential(badge({ issuer: DID }), { key: { ...key, id: `${DID}#1`, controller: DID } })
    const method = { id: `${DID}#1`, type: 'Multikey', controller: DID, publicKeyMultibase: key.publicKeyMultibase }
    const loaders = loadersWith({
      'https://college.example/.well-known/did.json': { id: DID, verificationMethod: [method], assertionMethod: [method.id] },
    })
    const pool = createVerifyPool(loaders, { threads: 2 })
    const results = await Promise.all([
      pool.verify(good, { registry: [{ id: issuer, name: 'College' }] }),
      pool.verify(JSON.stringify(good)),
      pool.verify({ ...good, name: 'forged' }),
      pool.verify(web),
      pool.verify('nonsense'),
    ])
    expect(results.map(({ verdict }) => verdict)).toEqual(['verified', 'verified-issuer-unknown', 'invalid', 'verified', 'invalid'])
    await pool.close()
    await expect(pool.verify(good)).rejects.toThrow('closed')
  })
})

describeWithStandards('loaders', () => {
  const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'

  test('keep a context fetched once for the next start', async () => {
    const cacheDir = await mkdtemp(join(tmpdir(), 'laurel-cache-'))
    const { context } = nodeLoaders({ contextsDir: `${standardsDir}/contexts` })
    const bytes = new TextEncoder().encode(JSON.stringify(await context(CLR)))
    let asked = 0
    const fetch = async () => {
      asked++
      return { status: 200, contentType: 'application/json', bytes }
    }
    await nodeLoaders({ cacheDir, fetch }).context(CLR)
    expect(await nodeLoaders({ cacheDir, fetch }).context(CLR)).toEqual(JSON.parse(new TextDecoder().decode(bytes)))
    expect([asked, (await readdir(cacheDir)).length]).toEqual([1, 1])
  })

  test('are not believed when the content is not the pinned one', async () => {
    const contextsDir = await mkdtemp(join(tmpdir(), 'laurel-contexts-'))
    await writeFile(join(contextsDir, 'index.json'), JSON.stringify({ [CLR]: 'clr.json' }))
    await writeFile(join(contextsDir, 'clr.json'), JSON.stringify({ '@context': { ClrCredential: 'https://evil.example/' } }))
    const key = generateKey()
    const credential = { ...(await issueCredential(badge(), { key })), '@context': ['https://www.w3.org/ns/credentials/v2', CLR] }
    const result = await verifyCredential(credential, nodeLoaders({ contextsDir }))
    expect(result.verdict).toBe('unconfirmed')
    expect(result.checks.find(({ id }) => id === 'document')?.because).toContain('could not be had with its pinned content')
  })
})
