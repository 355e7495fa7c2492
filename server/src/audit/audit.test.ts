import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { call, makePartner, operator } from '../../test/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const audit = (query = '') => call(app, 'GET', `/api/admin/audit${query}`, { headers: operator })
const verify = async (query = '') => (await call(app, 'GET', `/api/admin/audit/verify${query}`, { headers: operator })).body
const patch = (id: string, body: unknown) => call(app, 'PATCH', `/api/admin/partners/${id}`, { headers: operator, body })

describe('the audit log', () => {
  it('holds every change with who, what and the fields that differ, and none of its secrets', async () => {
    const { id, accessKey } = await makePartner(app, { name: 'Montana', claimEmailCheck: false })
    await patch(id, { name: 'Montana State', findMyResume: true, claimEmailCheck: false })
    const { body } = await audit('?limit=2')
    expect(body.entries).toMatchObject([
      {
        by: 'token',
        action: 'updatePartner',
        target: { kind: 'partner', id, name: 'Montana' },
        detail: { name: { from: 'Montana', to: 'Montana State' }, findMyResume: { from: false, to: true } },
      },
      { action: 'createPartner', target: { kind: 'partner', id, name: 'Montana' } },
    ])
    expect(body.entries[0].detail).not.toHaveProperty('claimEmailCheck')
    expect(body.entries[0].previousHash).toBe(body.entries[1].hash)
    const { rows } = await app.database.executeSql('select * from audit_entries')
    expect(JSON.stringify(rows)).not.toContain(accessKey)
  })

  it('holds nothing of what was refused or rolled back', async () => {
    const before = (await audit()).body.total
    await makePartner(app, { name: 'Taken', slug: 'taken' })
    expect((await call(app, 'POST', '/api/admin/partners', { headers: operator, body: { name: 'Taken', slug: 'taken' } })).status).toBe(409)
    expect((await patch('prt_none', { name: 'X' })).status).toBe(404)
    expect((await audit()).body.total).toBe(before + 1)
  })

  it('is searched, paged and read as CSV in which no formula runs', async () => {
    const { id } = await makePartner(app, { name: '=HYPERLINK("http://evil.example")' })
    const found = await audit(`?search=${encodeURIComponent(`createpartner ${id}`)}`)
    expect([found.body.total, found.body.entries.length]).toEqual([1, 1])
    expect((await audit('?search=100%25_nothing')).body).toEqual({ entries: [], total: 0 })
    const [first, second] = [(await audit('?limit=1')).body, (await audit('?limit=1&offset=1')).body]
    expect(first.entries[0].seq).toBe(second.entries[0].seq + 1)
    expect((await audit('?action=operatorSignIn')).body.total).toBe(0)
    const csv = await audit(`?format=csv&search=${id}`)
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
    const [names, line] = csv.text.split('\r\n')
    expect(names).toBe('seq,at,by,action,kind,id,name,detail,hash')
    expect(line).toContain('"\'=HYPERLINK(""http://evil.example"")"')
    expect((await audit('?limit=-1')).status).toBe(400)
    // a page behind the end still says how many there are
    expect((await audit('?offset=100000')).body).toEqual({ entries: [], total: first.total })
    expect((await call(app, 'GET', '/api/admin/audit')).status).toBe(401)
    expect((await call(app, 'GET', '/api/admin/audit/verify')).status).toBe(401)
    await patch(id, { name: 'Plain' })
    const changed = await audit(`?format=csv&search=${encodeURIComponent(`updatePartner ${id}`)}`)
    expect(changed.text).toContain('"{""name"":{""from"":""=HYPERLINK(\\""http://evil.example\\"")"",""to"":""Plain""}}"')
  })

  it.each([
    ...['=1+1', '+1', '-1', '@SUM(A1)', '|calc', '%calc', '＝1+1', '＋1', '－1', '＠SUM(A1)', '｜calc', '％calc', '−1'],
    ...['\t=1+1', '\r=1+1', '\n=1+1', ' =1+1', '\u00a0=1+1', '\u200b=1+1', '\ufeff=1+1', '\tplain', '\rplain', '\nplain'],
  ])('quotes a name that a spreadsheet would run: %j', async (name) => {
    const { id } = await makePartner(app, {
      name,
      slug: `formula-${[...name].map((letter) => letter.codePointAt(0)).join('-')}`.slice(0, 40),
    })
    const { text } = await audit(`?format=csv&search=${id}`)
    // the log keeps no byte order mark before a name
    expect(text).toContain(`"'${name.replace('\ufeff', '')}"`)
    expect(await verify()).toMatchObject({ ok: true, findings: [] })
  })

  it('stays one chain when sixteen changes come at once', async () => {
    const before = (await audit()).body.total
    // each on a thing of its own: nothing but the log itself makes them wait
    const create = (name: string) => call(app, 'POST', '/api/admin/platforms', { headers: operator, body: { name } })
    const answers = await Promise.all(Array.from({ length: 16 }, (_, i) => create(`Platform ${i}`)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 201))
    expect((await audit()).body.total).toBe(before + 16)
    expect(await verify()).toMatchObject({ ok: true, entries: before + 16, findings: [] })
  })
})

describe('laurel audit verify', () => {
  const sql = (text: string) => app.database.executeSql(text)
  /** Does something to the rows as somebody with the run of the database would, looks, and puts everything back. */
  async function tampered(work: string[]): Promise<{ ok: boolean; findings: { seq: number; fault: string; because: string }[] }> {
    await sql('create table kept_entries as select * from audit_entries')
    await sql('create table kept_head as select * from audit_head')
    await sql('alter table audit_entries disable trigger user')
    for (const text of work) await sql(text)
    const result = await verify()
    for (const name of ['audit_entries', 'audit_head']) {
      await sql(`delete from ${name}`)
      await sql(`insert into ${name} select * from ${name === 'audit_head' ? 'kept_head' : 'kept_entries'}`)
    }
    await sql('alter table audit_entries enable trigger user')
    await sql('drop table kept_entries')
    await sql('drop table kept_head')
    expect((await verify()).ok).toBe(true)
    return result
  }
  const faultsOf = ({ findings }: { findings: { seq: number; fault: string }[] }) => findings.map(({ seq, fault }) => `${fault} ${seq}`)
  let last: number
  beforeAll(async () => {
    for (let i = 0; i < 6; i++) await makePartner(app)
    last = (await verify()).head.seq
  })

  it.each([
    ['an altered text', (): string[] => ["update audit_entries set detail = '{}' where seq = 3"], () => ['altered 3']],
    ['an altered name', (): string[] => ["update audit_entries set target_name = 'Nobody' where seq = 4"], () => ['altered 4']],
    ['an altered time', (): string[] => ["update audit_entries set at = at + interval '1 second' where seq = 2"], () => ['altered 2']],
    ['a deleted entry', (): string[] => ['delete from audit_entries where seq = 3'], () => ['missing 3']],
    [
      'two entries in each other’s place',
      (): string[] => [
        'alter table audit_entries drop constraint audit_place_is_taken_once',
        'update audit_entries set seq = 7 - seq where seq in (3, 4)',
        'alter table audit_entries add constraint audit_place_is_taken_once primary key (seq)',
      ],
      () => ['moved 3', 'moved 4'],
    ],
    [
      'an inserted entry',
      (): string[] => [
        `insert into audit_entries select seq + 1, at, by, action, target_kind, target_id, 'Mallory', detail, hash, repeat('a', 64), signature from audit_entries where seq = ${last}`,
      ],
      () => [`altered ${last + 1}`, `added ${last + 1}`],
    ],
    ['an end cut off', (): string[] => [`delete from audit_entries where seq > ${last - 2}`], () => [`truncated ${last - 1}`]],
    ['an emptied log', (): string[] => ['delete from audit_entries'], () => ['truncated 1']],
    ['an altered head', (): string[] => [`update audit_head set seq = ${last - 1}`], () => ['head 0']],
    ['a missing head', (): string[] => ['delete from audit_head'], () => ['head 0']],
  ])('names %s', async (_name, work, faults) => {
    const result = await tampered(work())
    expect(result.ok).toBe(false)
    expect(faultsOf(result)).toEqual(faults())
    expect(result.findings.every(({ because }) => because.length > 20)).toBe(true)
  })

  it('names an entry that was altered and hashed again, by its missing signature', async () => {
    const { hashOf } = await import('./chain.ts')
    const { listEntriesAfter } = await import('./store.ts')
    const [entry] = await listEntriesAfter(app.database.db, 2, 1)
    const forged = { ...entry!, targetName: 'Mallory' }
    const result = await tampered([`update audit_entries set target_name = 'Mallory', hash = '${hashOf(forged)}' where seq = 3`])
    expect(faultsOf(result)).toEqual(['inserted 3'])
  })

  it('notices by a kept head what was cut off together with its head', async () => {
    const kept = (await verify()).head
    expect((await verify(`?keptSeq=${kept.seq}&keptHash=${kept.hash}`)).ok).toBe(true)
    expect(faultsOf(await verify(`?keptSeq=${kept.seq}&keptHash=${'0'.repeat(64)}`))).toEqual([`altered ${kept.seq}`])
    expect(faultsOf(await verify(`?keptSeq=${kept.seq + 5}&keptHash=${kept.hash}`))).toEqual([`truncated ${kept.seq + 5}`])
  })

  it('says where a head was gone and the log was begun again', async () => {
    const { beginAuditLog, createAuditKey } = await import('./index.ts')
    const key = createAuditKey(app.config.secret ?? '')
    const result = await (async () => {
      await sql('delete from audit_head')
      await beginAuditLog({ db: app.database.db, now: () => new Date(), key })
      return verify()
    })()
    expect(faultsOf(result)).toEqual([`restarted ${last + 1}`])
  })

  it('is refused to change an entry by the database itself', async () => {
    for (const text of ["update audit_entries set detail = '{}'", 'delete from audit_entries', 'truncate audit_entries'])
      await expect(sql(text)).rejects.toThrow('audit entries are never changed or removed')
  })
})
