import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { badge, call, lastMail, makePartner, operator, push, signIn, type TestPartner } from '../../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app, { name: 'College', slug: 'college', findMyResume: true })
})
afterAll(() => app.stop())

const person = (name: string, more: object = {}) => ({
  id: `id-${name}`,
  givenName: name,
  familyName: 'Núñez-Smith',
  email: `${name}@held.example`,
  studentId: `s-${name}`,
  ...more,
})
const hold = (recipient: object, name = 'Calculus', by = partner) => push(app, by, { recipient, credentials: [badge({}, { name })] })
const find = (body: object, slug = 'college') => call(app, 'POST', `/api/find/${slug}`, { body })
const mailsTo = async (to: string): Promise<{ subject: string; text: string }[]> =>
  (await call(app, 'GET', `/api/admin/mail?to=${encodeURIComponent(to)}`, { headers: operator })).body.mails
const jobs = async () => {
  const { rows } = await app.database.executeSql(`select data, state from jobs.job where name = 'find' order by created_on`, [])
  return rows as { data: Record<string, string>; state: string }[]
}
/** Every question asked so far has been answered. */
const settled = () => expect.poll(async () => (await jobs()).every(({ state }) => state === 'completed'), { timeout: 15_000 }).toBe(true)

describe('find my resume', () => {
  it('writes to the held address only; its link brings everything that waits', async () => {
    await hold(person('ada'), 'Calculus')
    await hold(person('ada'), 'Algebra')
    const { status, body } = await find({
      firstName: ' ADA ',
      lastName: 'Nunez Smith',
      studentId: 's-ada',
      email: 'finder@elsewhere.example',
    })
    expect([status, body]).toEqual([202, { message: 'If something is held for you, we wrote to the address on file.' }])
    await settled()
    expect(await mailsTo('finder@elsewhere.example')).toEqual([])
    const [mail, ...more] = await mailsTo('ada@held.example')
    expect([mail?.subject, more]).toEqual(['What College has for you', []])
    const token = /createmyresume\/([0-9a-z]{50})/.exec(mail?.text ?? '')?.[1] ?? ''
    const headers = await signIn(app, 'ada@held.example')
    const claim = await call(app, 'GET', `/api/claims/${token}`, { headers })
    expect(claim.body.items.map(({ title }: { title: string }) => title)).toEqual(['Calculus', 'Algebra'])
    expect((await call(app, 'POST', `/api/claims/${token}`, { headers, body: {} })).body.added).toBe(2)
    // what was taken through the link that was mailed waits nowhere any more
    await find({ firstName: 'ada', lastName: 'Nunez Smith', studentId: 's-ada' })
    await settled()
    expect((await mailsTo('ada@held.example'))[0]?.subject).toBe('What College sent is on a resume already')
    // later pushes match the person by the recipient id
    await hold(person('ada'), 'Topology')
    expect((await call(app, 'GET', '/api/me/inbox', { headers })).body.items).toHaveLength(1)
  })

  it('answers a hit and a miss with the same bytes and the same work', async () => {
    await hold(person('bob'))
    const before = (await jobs()).length
    const asked = { firstName: 'bob', lastName: 'Núñez-Smith', email: 'bob@held.example' }
    const answers = [
      await find(asked),
      await find({ ...asked, email: 'nobody@held.example' }),
      await find({ ...asked, firstName: 'Rob' }),
      await find({ ...asked, lastName: 'Other' }),
    ]
    const headersOf = ({ headers }: (typeof answers)[number]) => [...headers.entries()].filter(([name]) => name !== 'date')
    for (const answer of answers) {
      expect([answer.status, answer.text, headersOf(answer)]).toEqual([202, answers[0]!.text, headersOf(answers[0]!)])
    }
    const made = (await jobs()).slice(before)
    expect(made.map(({ data }) => Object.keys(data).sort())).toEqual(
      made.map(() => ['email', 'firstName', 'lastName', 'partnerId', 'studentId']),
    )
    expect(made).toHaveLength(4)
    await settled()
    expect(await mailsTo('bob@held.example')).toHaveLength(1)
    expect(await mailsTo('nobody@held.example')).toEqual([])
  })

  it('writes to nobody for what cannot be found: no recipient id, no names, another partner, a pull, an address that is not one', async () => {
    const other = await makePartner(app, { name: 'Other', slug: 'other-college', findMyResume: true })
    await hold(person('carol', { id: '' }))
    await hold(person('dora', { familyName: '' }))
    await hold(person('eve'), 'Calculus', other)
    await hold(person('fay', { email: 'not an address' }))
    for (const firstName of ['carol', 'dora', 'eve', 'fay'])
      await find({ firstName, lastName: 'Núñez-Smith', email: `${firstName}@held.example`, studentId: `s-${firstName}` })
    await settled()
    for (const name of ['carol', 'dora', 'eve', 'fay']) expect(await mailsTo(`${name}@held.example`)).toEqual([])
  })

  it('says so, to the held address, when all of it was taken already', async () => {
    const sent = await hold(person('gus'))
    await call(app, 'POST', `/api/claims/${sent.body.identifier_token}`, { headers: await signIn(app, 'gus@held.example'), body: {} })
    await find({ firstName: 'gus', lastName: 'Núñez-Smith', email: 'gus@held.example' })
    await settled()
    const mail = await lastMail(app, 'gus@held.example')
    expect(mail?.subject).toBe('What College sent is on a resume already')
    expect(mail?.text).toContain('/sign-in')
  })

  it('writes to one recipient at most 5 times a day', async () => {
    await hold(person('hal'))
    for (let i = 0; i < 7; i++) await find({ firstName: 'hal', lastName: 'Núñez-Smith', email: 'hal@held.example' })
    await settled()
    expect(await mailsTo('hal@held.example')).toHaveLength(5)
  })

  it('is there only where the partner asked for it, as a page too', async () => {
    await makePartner(app, { name: 'Without', slug: 'without' })
    const asked = { firstName: 'a', lastName: 'b', email: 'a@b.example' }
    for (const slug of ['without', 'nobody']) {
      const { status, body } = await find(asked, slug)
      expect([status, body.code]).toEqual([404, 'partner_not_found'])
      expect((await call(app, 'GET', `/findmyresume/${slug}`)).status).toBe(404)
    }
    const page = await call(app, 'GET', '/findmyresume/college')
    expect([page.status, page.text.includes('Find what College has for you')]).toEqual([200, true])
  })

  it.each([
    [{ firstName: 'a', lastName: 'b' }, 'find_incomplete'],
    [{ firstName: 'a', lastName: 'b', email: ' ', studentId: '' }, 'find_incomplete'],
    [{ firstName: 'a', lastName: 'b', email: 'a@b@c' }, 'email_invalid'],
    [{ firstName: ' ', lastName: 'b', email: 'a@b.example' }, 'request_invalid'],
    [{ lastName: 'b', email: 'a@b.example' }, 'request_invalid'],
    [{ firstName: 'a'.repeat(201), lastName: 'b', email: 'a@b.example' }, 'request_invalid'],
  ])('refuses %j', async (body, code) => {
    const answer = await find(body)
    expect([answer.status, answer.body.code]).toEqual([400, code])
  })

  it('takes 10 questions an hour from one address', async () => {
    const limited = await startTestApp({ env: { RATE_LIMIT_SCALE: '1' } })
    const statuses: number[] = []
    for (let i = 0; i < 11; i++)
      statuses.push((await call(limited, 'POST', '/api/find/nobody', { body: { firstName: 'a', lastName: 'b', studentId: '1' } })).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429])
    await limited.stop()
  })
})
