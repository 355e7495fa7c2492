import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { NoServer } from './speak.ts'

/** LAUREL_SECRET, or the one a server keeps in its data folder. @throws NoServer */
export async function secretFor({ secret, dataDir }: Pick<Config, 'secret' | 'dataDir'>): Promise<string> {
  const path = join(dataDir, 'secret')
  const known = secret ?? (await readFile(path, 'utf8').catch(() => '')).trim()
  if (known !== '') return known
  throw new NoServer(`no secret: set LAUREL_SECRET, or LAUREL_DATA_DIR to the folder that holds it (looked at ${path})`)
}
