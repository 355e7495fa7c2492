import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What a demo remembers between runs: keys it made and was given. */
export interface Kept<T> {
  value: T
  save(): Promise<void>
}

/** Reads a file only its owner can read; a new one starts as `fresh`. */
export async function keptIn<T extends object>(file: string, fresh: T): Promise<Kept<T>> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  const value: T = text === undefined ? fresh : { ...fresh, ...(JSON.parse(text) as T) }
  return {
    value,
    save: async () => {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, JSON.stringify(value), { mode: 0o600 })
    },
  }
}
