import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { makePlatform, skillCall, startSession, step1, type TestPlatform } from './platforms.ts'

let app: TestApp
let platform: TestPlatform
beforeAll(async () => {
  app = await startTestApp()
  platform = await makePlatform(app)
})
afterAll(() => app.stop())

const WRITERS = 32
const READERS = 16

/** @see reliability D5 */
it('32 writers and 16 readers of one step: each read is one written set, whole, never a mix and never nothing', async () => {
  const skill = (writer: number, n: number): string => `marked_${writer}_${n}`
  const own = await Promise.all(
    Array.from({ length: WRITERS * 2 }, (_, n) => skill(Math.floor(n / 2), n % 2)).map((skillId) =>
      skillCall(app, platform, 'POST', '/skills', { skillId, name: skillId }),
    ),
  )
  expect(own.filter(({ status }) => status !== 201)).toEqual([])
  const session = await startSession(app, platform)
  const write = (writer: number) => step1(app, platform, session, [skill(writer, 0), skill(writer, 1)])
  expect((await write(0)).status).toBe(200)

  let isOver = false
  const odd: string[] = []
  let reads = 0
  const read = async (): Promise<void> => {
    while (!isOver) {
      const { body } = await skillCall(app, platform, 'GET', `/step1/storeskills/${session.recordVerificationId}`)
      const found = body.data.skills.map(({ skillId }: { skillId: string }) => skillId).sort()
      const [, writer] = /^marked_(\d+)_0$/.exec(found[0] ?? '') ?? []
      if (writer === undefined || found.join() !== [skill(Number(writer), 0), skill(Number(writer), 1)].join()) odd.push(found.join())
      reads++
    }
  }
  const reading = Array.from({ length: READERS }, read)
  const written = await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
  isOver = true
  await Promise.all(reading)
  expect(written.map(({ status }) => status)).toEqual(Array.from({ length: WRITERS }, () => 200))
  expect(reads).toBeGreaterThanOrEqual(READERS)
  expect(odd).toEqual([])
})
