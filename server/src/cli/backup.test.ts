import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN, testEngine } from '../../test/app.ts'
import { makeWorld, rowsIn, type World } from '../../test/backed-up-world.ts'
import { laurel } from '../../test/laurel-command.ts'
import { badge, makePartner, push } from '../../test/people.ts'
import { SECRET } from '../../test/places.ts'

/** Many engines are made and filled here, each in a folder of its own. */
const SLOW = { timeout: 240_000 }
const engine = testEngine()
let world: World
beforeAll(async () => {
  world = await makeWorld()
}, SLOW.timeout)
afterAll(() => world?.clear(), 60_000)

describe('laurel backup', SLOW, () => {
  it('writes one file that any tar reads, without the secret, for its owner only', async () => {
    const names = execFileSync('tar', ['tf', world.archive], { encoding: 'utf8' }).trim().split('\n')
    expect(names).toEqual(expect.arrayContaining(['tables/credentials.00001.jsonl.gz', 'manifest.json']))
    expect((await stat(world.archive)).mode & 0o777).toBe(0o600)
    const everything = execFileSync(
      'sh',
      ['-c', `tar xOf '${world.archive}' | gzip -dcf | cat; tar xOf '${world.archive}' manifest.json`],
      {
        encoding: 'utf8',
        maxBuffer: 1e9,
      },
    )
    expect(everything).toContain('kept@example.org')
    expect(everything).not.toContain(SECRET)
    expect(everything).not.toContain(ADMIN_TOKEN)
  })

  it.each([
    [
      'another secret',
      async () => [{ ...world.source, LAUREL_SECRET: SECRET.toUpperCase() }, [], 1, /LAUREL_SECRET is not the one/] as const,
    ],
    ['no secret', async () => [{ ...world.source, LAUREL_SECRET: '' }, [], 2, /no secret: set LAUREL_SECRET/] as const],
    ['a file that is there', async () => [world.source, ['--out', world.archive], 2, /is already there/] as const],
    [
      'a folder that is not there',
      async () => [world.source, ['--out', join(world.folder, 'no/where.tar')], 2, /cannot be written/] as const,
    ],
    ['no database', async () => [await world.newPlace(), [], 2, /there is no (?:database in|Laurel in)/] as const],
    ['an unknown word', async () => [world.source, ['now'], 2, /one word too many/] as const],
  ])('%s: its exit code, one clear line, and no file', async (_name, make) => {
    const [place, words, code, line] = await make()
    const out = join(world.folder, `${randomBytes(6).toString('hex')}.tar`)
    const ran = await laurel(['backup', ...(words.length > 0 ? words : ['--out', out])], place)
    expect([ran.code, ran.err]).toEqual([code, expect.stringMatching(line)])
    expect(ran.err.trim().split('\n').at(-1)).toMatch(/^laurel: /)
    for (const name of [out, `${out}.partial`]) expect(existsSync(name)).toBe(false)
  })

  it.runIf(engine === 'embedded')('waits for nobody: a folder in use is refused', async () => {
    const place = await world.newPlace()
    const app = await world.start(place)
    const ran = await laurel(['backup', '--out', join(world.folder, 'in-use.tar')], place)
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(/is in use by process \d+/)])
    await app.stop()
  })

  it.runIf(engine === 'postgres')('is one instant, whatever is written meanwhile', async () => {
    const place = await world.newPlace()
    const app = await world.start(place)
    const partner = await makePartner(app)
    const pushed = () => push(app, partner, { credentials: [badge(), badge(), badge()] })
    await pushed()
    let writing = true
    const writers = Array.from({ length: 2 }, async () => {
      while (writing) await pushed()
    })
    const files = [1, 2, 3].map((round) => join(world.folder, `round-${round}.tar`))
    for (const file of files) expect((await laurel(['backup', '--out', file], place)).code).toBe(0)
    writing = false
    await Promise.all(writers)
    await app.stop()
    const counts: number[] = []
    for (const file of files) {
      const { credentials, envelopes, envelope_items: items } = await rowsIn(file)
      counts.push(envelopes?.length ?? 0)
      expect([credentials?.length, items?.length]).toEqual([3 * (envelopes?.length ?? 0), 3 * (envelopes?.length ?? 0)])
    }
    expect(counts[0]).toBeGreaterThan(0)
    expect(counts[2]).toBeGreaterThan(counts[0] ?? 0)
    expect((await laurel(['restore', files[2]!], await world.newPlace())).code).toBe(0)
  })
})
