import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rmdir, writeFile } from 'node:fs/promises'

const PERIOD_US = 20_000

export interface Limited {
  by: string
  end(): Promise<void>
}

/** Where this kernel lets us make groups of processes with a share of the processor, in either version. */
const GROUPS: readonly { by: string; at: string; limit(folder: string, us: number): [file: string, text: string][] }[] = [
  {
    by: 'cgroup v1',
    at: '/sys/fs/cgroup/cpu',
    limit: (folder, us) => [
      [`${folder}/cpu.cfs_period_us`, `${PERIOD_US}`],
      [`${folder}/cpu.cfs_quota_us`, `${us}`],
    ],
  },
  { by: 'cgroup v2', at: '/sys/fs/cgroup', limit: (folder, us) => [[`${folder}/cpu.max`, `${us} ${PERIOD_US}`]] },
]

/** Gives a process no more than this part of one processor. Undefined where the system offers no way. */
export async function limitProcessor(pid: number, part: number): Promise<Limited | undefined> {
  for (const { by, at, limit } of GROUPS) {
    const folder = `${at}/laurel-bench-${pid}`
    try {
      await mkdir(folder)
      for (const [file, text] of limit(folder, Math.round(PERIOD_US * part))) await writeFile(file, text, { flag: 'r+' })
      await writeFile(`${folder}/cgroup.procs`, String(pid), { flag: 'r+' })
      return { by, end: () => rmdir(folder).catch(() => {}) }
    } catch {
      await rmdir(folder).catch(() => {})
    }
  }
  if (!existsSync('/usr/bin/cpulimit') || spawnSync('cpulimit', ['--help']).error) return undefined
  const child = spawn('cpulimit', ['-p', String(pid), '-l', String(Math.round(part * 100))], { stdio: 'ignore' })
  return { by: 'cpulimit', end: async () => void child.kill() }
}
