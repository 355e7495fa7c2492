import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

let folder: string
let database: Database
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'laurel-migrations-'))
  database = await openEmbedded('memory://')
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

it('an upgrade that breaks in the middle leaves nothing of that step, and can be run again', async () => {
  await writeFile(join(folder, '0001_first.sql'), 'create table first (id int);')
  await writeFile(join(folder, '0002_second.sql'), 'create table second (id int); alter table first add column added int; select 1/0;')
  await expect(migrate(database, folder)).rejects.toThrow()
  const columns = async () =>
    (
      await database.executeSql(
        `select table_name || '.' || column_name as name from information_schema.columns where table_name in ('first', 'second') order by 1`,
      )
    ).rows
  expect(await columns()).toEqual([{ name: 'first.id' }])
  await writeFile(join(folder, '0002_second.sql'), 'create table second (id int); alter table first add column added int;')
  expect(await migrate(database, folder)).toEqual(['0002_second.sql'])
  expect(await columns()).toEqual([{ name: 'first.added' }, { name: 'first.id' }, { name: 'second.id' }])
  expect(await migrate(database, folder)).toEqual([])
})
