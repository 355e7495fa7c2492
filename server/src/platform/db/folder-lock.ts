import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../../core/cannot-start.ts'

/** Another process holds the data folder. */
export class FolderLocked extends CannotStart {}

/**
 * Makes `server.lock` in the folder, holding our process id. A lock whose process is gone is taken over,
 * so a killed server starts again without a hand.
 *
 * @returns the function that gives the lock back
 * @throws FolderLocked when a living process holds it
 * @see reliability D9
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'server.lock')
  const mark = `${process.pid} ${await bootMark(process.pid)}\n`
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const file = await open(path, 'wx', 0o600)
      await file.writeFile(mark)
      await file.close()
      return async () => {
        if ((await readFile(path, 'utf8').catch(() => '')) === mark) await rm(path, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const [pid = '', started = ''] = (await readFile(path, 'utf8').catch(() => '')).trim().split(' ')
    if (await isAlive(Number(pid), started)) {
      throw new FolderLocked(
        `The data folder ${folder} is in use by process ${pid}. Stop that server, or set LAUREL_DATA_DIR to another folder.`,
      )
    }
    await rm(path, { force: true })
  }
  throw new FolderLocked(`The data folder ${folder} could not be locked.`)
}

async function isAlive(pid: number, started: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const mark = await bootMark(pid)
  return started === '' || mark === '-' || mark === started
}

/** When the process started (Linux), so that a reused process id does not look alive; `-` where that cannot be read. */
async function bootMark(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')')).split(' ')[20] ?? '-'
}
