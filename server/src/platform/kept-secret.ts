import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeDataFolder } from './data-folder.ts'

/** A secret made at first start and kept in the data folder, readable by its owner only. @returns it, and whether it is new */
export async function keptSecret(dataDir: string, name: string, make: () => string): Promise<{ secret: string; isNew: boolean }> {
  const path = join(dataDir, name)
  await makeDataFolder(dataDir)
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known?.trim()) return { secret: known.trim(), isNew: false }
  const secret = make()
  await writeFile(path, `${secret}\n`, { mode: 0o600, flag: 'wx' }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return { secret: (await readFile(path, 'utf8')).trim(), isNew: true }
}
