import { readFile, writeFile } from 'node:fs/promises'
import { type IssuingSuite, issueCredential, issueJwt, type SigningKey } from '../index.ts'
import { generateKey } from '../keys/multikey.ts'
import type { JsonObject } from '../model/json.ts'
import { parseJson } from '../read/json.ts'
import { utf8 } from '../read/jwt.ts'
import { bytesOf, cliLoaders } from './outside.ts'
import { split, UsageError } from './usage.ts'

/** `laurel issue`: signs one document with the key in a file; a missing key file is made, readable by its owner only. */
export async function issue(words: string[]): Promise<number> {
  const { names, flags, values } = split(words, { flags: ['--jwt'], values: ['--key', '--suite', '--created', '--out'] })
  const [name] = names
  const keyFile = values.get('--key')
  if (name === undefined || names.length > 1 || keyFile === undefined) throw new UsageError('issue one file, with --key')
  const document = parseJson(utf8(await bytesOf(name))) as JsonObject
  const key = await keyIn(keyFile)
  const cryptosuite = values.get('--suite') as IssuingSuite | undefined
  const signed = flags.has('--jwt')
    ? issueJwt(document, { key })
    : JSON.stringify(
        await issueCredential(document, { key, cryptosuite, created: values.get('--created'), loaders: cliLoaders(false) }),
        null,
        2,
      )
  const out = values.get('--out')
  if (out === undefined) process.stdout.write(`${signed}\n`)
  else await writeFile(out, signed)
  return 0
}

async function keyIn(file: string): Promise<SigningKey> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text !== undefined) return parseJson(text) as unknown as SigningKey
  const key = generateKey()
  await writeFile(file, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return key
}
