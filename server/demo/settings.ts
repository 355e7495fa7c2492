import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Which server a demo works against, and how it may. */
export interface DemoSettings {
  base: string
  adminToken: string
  dataDir: string
}

/**
 * From the environment: LAUREL_URL, LAUREL_DATA_DIR, and LAUREL_ADMIN_TOKEN or LAUREL_ADMIN_TOKEN_FILE.
 *
 * @throws Error in one plain sentence when the server does not answer or the token is not there
 */
export async function readSettings(env: Record<string, string | undefined>): Promise<DemoSettings> {
  const base = (env.LAUREL_URL || 'http://localhost:3000').replace(/\/+$/, '')
  const dataDir = env.LAUREL_DATA_DIR || './data'
  const file = env.LAUREL_ADMIN_TOKEN_FILE || join(dataDir, 'admin-token')
  const adminToken = env.LAUREL_ADMIN_TOKEN || (await readFile(file, 'utf8').catch(() => '')).trim()
  const alive = await fetch(`${base}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  )
  if (!alive) throw new Error(`Nothing answers at ${base}. Start the server first (npm start), or set LAUREL_URL.`)
  if (!adminToken) throw new Error(`No operator token: ${file} is not there. Set LAUREL_ADMIN_TOKEN or LAUREL_ADMIN_TOKEN_FILE.`)
  return { base, adminToken, dataDir }
}
