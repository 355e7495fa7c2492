import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, codeIn, type HeaderLines, lastMail, makePartner, push, signIn, type TestPartner } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

let people = 0
const somebody = () => signIn(app, `person${++people}@example.org`)
const send = async (body: object, by = partner): Promise<string> => (await push(app, by, body)).body.identifier_token
const claim = (token: string, headers: HeaderLines, body: object = {}) => call(app, 'POST', `/api/claims/${token}`, { headers, body })
const titles = async (headers: HeaderLines): Promise<string[]> =>
  (await call(app, 'GET', '/api/me/resume', { headers })).body.sections.flatMap(({ entries }: { entries: { title: string }[] }) =>
    entries.map(({ title }) => title),
  )
const named = (name: string, overrides: object = {}) => badge({ ...overrides }, { name })
const skills = (names: string[], overrides: object = {}) =>
  badge(
    { ...overrides },
    { achievementType: 'SkillsAndAbilities', name: 'Carrier', alignment: names.map((targetName) => ({ type: 'Alignment', targetName })) },
  )

describe('a claim link', () => {
  it('shows sender and counts before sign-in, nothing personal, and is never used up by looking', async () => {
    const token = await send({
      recipient: { id: '1', givenName: 'Grace', familyName: 'Secret', email: 'grace@example.org' },
      credentials: [named('Hidden title'), named('Other'), skills(['A', 'B', 'C', 'D'])],
    })
    for (let i = 0; i < 3; i++) {
      const { status, body, text, headers } = await call(app, 'GET', `/api/claims/${token}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({ state: 'waiting', partner: { name: 'Institution X', logo: null }, credentials: 2, skills: 4 })
      expect(text).not.toMatch(/Grace|Secret|grace@|Hidden/)
      expect(headers.get('cache-control')).toBe('no-store')
      const page = await call(app, 'GET', `/createmyresume/${token}`)
      expect([page.status, page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual([
        200,
        'no-store',
        'no-referrer',
      ])
      expect(page.text).toContain('Institution X has 2 credentials and 4 skills for you')
      expect(page.text).not.toMatch(/Grace|Secret|grace@|Hidden/)
    }
  })

  it('adds everything, each in its section, with its label', async () => {
    const token = await send({
      credentials: [named('Calculus'), badge({}, { name: 'Diploma of Arts', achievementType: 'Diploma' }), skills(['Teaching', 'Sales'])],
    })
    const person = await somebody()
    const { body } = await call(app, 'GET', `/api/claims/${token}`, { headers: person })
    expect(body.items.map(({ kind, title, section }: Record<string, string>) => [kind, title, section])).toEqual([
      ['credential', 'Calculus', 'Relevant Coursework'],
      ['credential', 'Diploma of Arts', 'Education'],
      ['skill', 'Teaching', 'Skills and Abilities'],
      ['skill', 'Sales', 'Skills and Abilities'],
    ])
    expect((await claim(token, person)).body).toEqual({ added: 4, left: 0, withheld: 0 })
    const resume = (await call(app, 'GET', '/api/me/resume', { headers: person })).body
    expect(
      resume.sections.map(({ name, entries }: { name: string; entries: { title: string; verdict: string }[] }) => [
        name,
        entries.map(({ title, verdict }) => [title, verdict]),
      ]),
    ).toEqual([
      ['Education', [['Diploma of Arts', 'unsigned']]],
      ['Relevant Coursework', [['Calculus', 'unsigned']]],
      ['Skills and Abilities', []],
    ])
    expect(resume.skills.map(({ name, verdict }: Record<string, string>) => [name, verdict])).toEqual([
      ['Teaching', 'unsigned'],
      ['Sales', 'unsigned'],
    ])
  })

  it('leaves what was not chosen in the inbox, from where it can be added or discarded', async () => {
    const token = await send({ credentials: [named('One'), named('Two'), named('Three'), skills(['X', 'Y'])] })
    const person = await somebody()
    const { items } = (await call(app, 'GET', `/api/claims/${token}`, { headers: person })).body
    expect((await claim(token, person, { include: [items[0].id, items[4].id] })).body).toEqual({ added: 2, left: 3, withheld: 0 })
    expect(await titles(person)).toEqual(['One'])
    const inbox = (await call(app, 'GET', '/api/me/inbox', { headers: person })).body.items
    expect(inbox.map(({ title }: { title: string }) => title)).toEqual(['Two', 'Three', 'X'])
    const answered = await call(app, 'POST', '/api/me/inbox', { headers: person, body: { include: [inbox[0].id], discard: [inbox[1].id] } })
    expect(answered.body).toEqual({ added: 1, discarded: 1, withheld: 0 })
    expect((await titles(person)).sort()).toEqual(['One', 'Two'])
    const wrong = await call(app, 'POST', '/api/me/inbox', { headers: person, body: { include: ['itm_none'] } })
    expect([wrong.status, wrong.body.code]).toEqual([400, 'item_unknown'])
  })

  it('also takes assertion ids, and refuses ids that do not wait', async () => {
    const credential = named('By its id')
    const token = await send({ credentials: [credential, named('Not this')] })
    const person = await somebody()
    const refused = await claim(token, person, { include: ['nothing'] })
    expect([refused.status, refused.body.code]).toEqual([400, 'item_unknown'])
    expect((await claim(token, person, { include: [credential.id] })).body).toEqual({ added: 1, left: 1, withheld: 0 })
  })

  it('takes everything when the request has no body at all', async () => {
    const person = await signIn(app, 'bare@example.org')
    const { body } = await push(app, partner, { credentials: [badge(), badge()] })
    const claimed = await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person })
    expect([claimed.status, claimed.body.added]).toEqual([200, 2])
  })

  it('works once: 410 afterwards, also for the page; 404 for one that never was', async () => {
    const token = await send({ credentials: [named('Once')] })
    const person = await somebody()
    await claim(token, person)
    const again = await claim(token, person)
    expect([again.status, again.body.code, again.body.claimedByYou]).toEqual([410, 'claim_gone', true])
    app.travel(3_000)
    const other = await claim(token, await somebody())
    expect([other.status, other.body.claimedByYou]).toEqual([410, false])
    const look = await call(app, 'GET', `/api/claims/${token}`)
    expect([look.status, look.body.state]).toEqual([410, 'claimed'])
    expect((await call(app, 'GET', `/createmyresume/${token}`)).status).toBe(410)
    expect((await call(app, 'GET', '/createmyresume/never')).status).toBe(404)
    expect((await call(app, 'GET', '/api/claims/never')).status).toBe(404)
    expect((await claim(token, {})).status).toBe(401)
  })

  it('expires after 30 days', async () => {
    const own = await startTestApp()
    const sender = await makePartner(own)
    const token = (await push(own, sender, { credentials: [badge()] })).body.identifier_token
    own.travel(30 * 86_400_000 - 1_000)
    expect((await call(own, 'GET', `/createmyresume/${token}`)).status).toBe(200)
    own.travel(2_000)
    const gone = await call(own, 'GET', `/api/claims/${token}`)
    expect([gone.status, gone.body.state]).toEqual([410, 'expired'])
    expect((await call(own, 'GET', `/createmyresume/${token}`)).status).toBe(410)
    await own.stop()
  })

  it('a partner’s short name shows its landing page', async () => {
    await makePartner(app, { name: 'Montana', slug: 'Montana', landing: { title: 'Montana Skills Match' } })
    const page = await call(app, 'GET', '/createmyresume/montana')
    expect([page.status, page.text.includes('Montana Skills Match')]).toEqual([200, true])
  })

  it('so does its name as people write it, but not a name nobody has', async () => {
    await makePartner(app, { name: 'St. Anne’s  School', landing: { title: 'Welcome from St. Anne’s' } })
    await makePartner(app, { name: '結城', landing: { title: 'A name no address can hold' } })
    const name = encodeURIComponent('St. Anne’s School')
    const page = await call(app, 'GET', `/createmyresume/${name}`)
    expect([page.status, page.text.includes('Welcome from St. Anne’s')]).toEqual([200, true])
    expect((await call(app, 'GET', `/api/partners/${name}`)).body.slug).toBe('St-Annes-School')
    expect((await call(app, 'GET', `/createmyresume/${encodeURIComponent('山田')}`)).status).toBe(404)
  })
})

describe('the address the partner named', () => {
  it('must be proved when it is not the account’s: nothing is shown or taken before', async () => {
    const token = await send({ recipient: { id: '9', email: 'Named@Example.org', givenName: 'Ada' }, credentials: [named('For Ada')] })
    const person = await somebody()
    const look = await call(app, 'GET', `/api/claims/${token}`, { headers: person })
    expect(look.body).toMatchObject({ items: [], recipientCheck: { required: true, sentTo: 'n***@example.org' } })
    expect(look.text).not.toContain('Ada')
    const refused = await claim(token, person)
    expect([refused.status, refused.body.code]).toEqual([403, 'recipient_code_required'])
    const mailed = codeIn((await lastMail(app, 'named@example.org'))?.text)
    expect((await claim(token, person, { recipientCode: mailed === '111111' ? '222222' : '111111' })).body.code).toBe('code_wrong')
    expect((await claim(token, person, { recipientCode: mailed })).body).toEqual({ added: 1, left: 0, withheld: 0 })
    expect((await call(app, 'GET', '/api/me', { headers: person })).body.emails).toContain('Named@Example.org')
  })

  it('can be proved first, to see what waits', async () => {
    const token = await send({
      recipient: { email: 'second@example.org', givenName: 'Grace', familyName: 'H' },
      credentials: [named('For Grace')],
    })
    const person = await somebody()
    const sent = await call(app, 'POST', `/api/claims/${token}/recipient-code`, { headers: person })
    expect([sent.status, sent.body.sentTo]).toEqual([202, 's***@example.org'])
    const code = codeIn((await lastMail(app, 'second@example.org'))?.text)
    const { body } = await call(app, 'POST', `/api/claims/${token}/recipient-code/verify`, { headers: person, body: { code } })
    expect([body.items.length, body.prefill]).toEqual([1, { givenName: 'Grace', familyName: 'H', email: 'second@example.org', phone: '' }])
  })

  it('is proved by whoever asked for the code: another account with the link can neither use it nor use up its tries', async () => {
    const token = await send({ recipient: { email: 'wanted@example.org' }, credentials: [named('For one')] })
    const [person, other] = [await somebody(), await somebody()]
    const verify = (headers: HeaderLines, code: string) =>
      call(app, 'POST', `/api/claims/${token}/recipient-code/verify`, { headers, body: { code } })
    await call(app, 'POST', `/api/claims/${token}/recipient-code`, { headers: person })
    const code = codeIn((await lastMail(app, 'wanted@example.org'))?.text)
    for (let i = 0; i < 6; i++) expect((await verify(other, code)).status).toBe(400)
    expect((await verify(person, code)).status).toBe(200)
  })

  it('is not asked for when the account has it, or the partner waives it', async () => {
    const own = await send({ recipient: { email: 'Same@Example.org' }, credentials: [named('Same')] })
    expect((await claim(own, await signIn(app, 'same@example.org'))).status).toBe(200)
    const waiving = await makePartner(app, { claimEmailCheck: false })
    const token = await send({ recipient: { email: 'somebody.else@example.org' }, credentials: [named('Waived')] }, waiving)
    expect((await claim(token, await somebody())).status).toBe(200)
  })
})

describe('races', () => {
  it('20 accounts claim one link at once: one owner, 19 clear answers', async () => {
    const token = await send({ credentials: [named('One owner'), skills(['Z'])] })
    const crowd = await Promise.all(Array.from({ length: 20 }, somebody))
    const answers = await Promise.all(crowd.map((person) => claim(token, person)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'claim_lost')).toHaveLength(19)
    const resumes = await Promise.all(crowd.map(titles))
    expect(resumes.filter((list) => list.includes('One owner'))).toHaveLength(1)
    expect(resumes[answers.findIndex(({ status }) => status === 200)]).toEqual(['One owner'])
  })

  it('20 links to one assertion claimed at once: one owner, nobody sees an error', async () => {
    const credential = named('Contested')
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, i) => send({ recipient: { id: `r${i}` }, credentials: [credential] })))
    const crowd = await Promise.all(tokens.map(somebody))
    const answers = await Promise.all(crowd.map((person, i) => claim(tokens[i]!, person)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(answers.reduce((sum, { body }) => sum + body.added, 0)).toBe(1)
    expect(answers.reduce((sum, { body }) => sum + body.withheld, 0)).toBe(19)
    const { rows } = await app.database.executeSql('select count(*)::int as n from owners where assertion_id = $1', [credential.id])
    expect(rows).toEqual([{ n: 1 }])
  })

  it('the same new assertion pushed 12 times at once is one row', async () => {
    const credential = named('Pushed at once')
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => push(app, partner, { recipient: { id: 'r' }, credentials: [credential] })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200))
    const all = answers.flatMap(({ body }) => body.results.map(({ status }: { status: string }) => status)).sort()
    expect([all.filter((status) => status === 'held').length, all.filter((status) => status === 'unchanged').length]).toEqual([1, 11])
  })
})
