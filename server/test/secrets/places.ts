import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Redis } from 'ioredis'
import type { TestApp } from '../app.ts'

/** Somewhere a text lies after the work is done. */
export interface Place {
  where: string
  text: string
}

/** Every value of every column of every table, the queue's own included. */
async function inTables({ database }: TestApp): Promise<Place[]> {
  const { rows } = await database.executeSql(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  const places: Place[] = []
  for (const { schema, name } of rows as { schema: string; name: string }[]) {
    const found = await database.executeSql(`select to_jsonb(t)::text as row from "${schema}"."${name}" t`)
    for (const { row } of found.rows as { row: string }[])
      for (const [column, value] of Object.entries(JSON.parse(row)))
        places.push({ where: `${schema}.${name}.${column}`, text: typeof value === 'string' ? value : JSON.stringify(value) })
  }
  return places
}

async function inFiles({ config }: TestApp): Promise<Place[]> {
  const entries = await readdir(config.dataDir, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(paths.map(async (path) => ({ where: `file ${relative(config.dataDir, path)}`, text: await readFile(path, 'latin1') })))
}

async function inRedis({ config, redisPrefix }: TestApp): Promise<Place[]> {
  if (config.redisUrl === undefined) return []
  const redis = new Redis(config.redisUrl)
  const places: Place[] = []
  for (const key of await redis.keys(`${redisPrefix}*`)) {
    const [kind = ''] = /^\w+/.exec(key.slice(redisPrefix.length)) ?? []
    places.push({ where: 'redis, a key', text: key })
    if ((await redis.type(key)) === 'string') places.push({ where: `redis, a value of ${kind}`, text: (await redis.get(key)) ?? '' })
  }
  redis.disconnect()
  return places
}

async function inMetrics({ base }: TestApp): Promise<Place[]> {
  return [{ where: 'metrics', text: await (await fetch(`${base}/metrics`)).text() }]
}

/** Everything a server leaves behind, but its log and its mails. */
export const everyPlace = async (app: TestApp): Promise<Place[]> =>
  (await Promise.all([inTables(app), inFiles(app), inRedis(app), inMetrics(app)])).flat()
