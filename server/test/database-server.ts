import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** The PostgreSQL on which tests make databases of their own. */
const SERVER = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

export interface TestDatabase {
  name: string
  url: string
  drop(): Promise<void>
}

/** A new database; a copy of `template` where one is named, else empty. */
export async function newDatabase(prefix: string, template?: string): Promise<TestDatabase> {
  const name = `${prefix}_${randomBytes(6).toString('hex')}`
  await admin(`create database ${name}${template === undefined ? '' : ` template ${template}`}`)
  const url = new URL(SERVER)
  url.pathname = `/${name}`
  return { name, url: url.href, drop: () => admin(`drop database if exists ${name} with (force)`) }
}

/** Nobody is connected any more, so that copies can be made. */
export const closeToAll = (name: string): Promise<void> =>
  admin(`alter database ${name} allow_connections false;
    select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
