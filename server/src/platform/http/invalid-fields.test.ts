import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { call, operator } from '../../../test/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const refused = async (body: object) => {
  const answer = await call(app, 'POST', '/api/admin/partners', { headers: operator, body: { name: 'A school', ...body } })
  expect([answer.status, answer.body.code]).toEqual([400, 'request_invalid'])
  return answer
}

describe('a request that does not fit its schema', () => {
  it.each([
    [{ matchUpdatesBy: 'x' }, '/matchUpdatesBy', 'must be one of assertion, recipient-and-achievement'],
    [{ scopes: ['x'] }, '/scopes/0', 'must be one of delete, readonly, replace'],
    [{ typeOverrides: { Foo: 'Nope' } }, '/typeOverrides/Foo', /^must be one of Education, .*, Professional Affiliations$/],
    [{ landing: { colours: { background: 'red' } } }, '/landing/colours/background', /^must match pattern/],
    [{ landing: 5 }, '/landing', 'must be object'],
    [{ colour: 1 }, '/colour', 'is not known here'],
    [{ name: undefined }, '/name', 'is missing'],
  ])('%j: says what goes there, once', async (body, pointer, message) => {
    const { fields } = (await refused(body)).body
    expect(fields).toEqual([{ pointer, message: typeof message === 'string' ? message : expect.stringMatching(message) }])
  })

  it('is not answered with more than it sent', async () => {
    const many = await refused(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`key${i}`, i])))
    expect(many.body.fields).toHaveLength(20)
    expect((await refused({ ['k'.repeat(100_000)]: 1 })).text.length).toBeLessThan(3_000)
  })
})
