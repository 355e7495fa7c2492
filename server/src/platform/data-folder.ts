import { access, constants, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CannotStart } from '../core/cannot-start.ts'

/** Step by step: Node's recursive `mkdir` tries for ever below a folder in which nothing can be made, such as /proc. */
async function make(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) return
  if (dirname(path) !== path) await make(dirname(path))
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

/** Makes the data folder where it is missing, for its owner alone. @throws CannotStart when it cannot be made or written */
export async function makeDataFolder(path: string): Promise<void> {
  try {
    await make(path)
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new CannotStart(`LAUREL_DATA_DIR: nothing can be written in ${path} (${(error as NodeJS.ErrnoException).code}).`)
  }
}
