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

const COMMON = 'skill_react'
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

/** @see reliability D5 */
it('32 writers and 16 readers of one step: each read is one written set, whole, never a mix and never nothing', {
  timeout: 180_000,
}, async () => {
  const marked = (writer: number): string => `marked_${writer}`
  for (let writer = 0; writer < WRITERS; writer++) {
    const { status } = await skillCall(app, platform, 'POST', '/skills', { skillId: marked(writer), name: marked(writer) })
    expect(status).toBe(201)
  }
  const session = await startSession(app, platform)
  const write = (writer: number) => step1(app, platform, session, [marked(writer), COMMON])
  expect((await write(0)).status).toBe(200)

  let isOver = false
  const odd: string[] = []
  let reads = 0
  const read = async (): Promise<void> => {
    while (!isOver) {
      const { body } = await skillCall(app, platform, 'GET', `/step1/storeskills/${session.recordVerificationId}`)
      const found: string[] = body.data.skills.map(({ skillId }: { skillId: string }) => skillId)
      const isOneSet = found.length === 2 && found.includes(COMMON) && found.some((id) => /^marked_\d+$/.test(id))
      if (!isOneSet) odd.push(found.join())
      reads++
      await pause()
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
