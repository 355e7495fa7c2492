import { describe, expect, it } from 'vitest'
import type { Check, Verdict } from '../../core/words.ts'
import { sha256 } from '../../platform/secrets.ts'
import { judgedForSender, namesAnother } from './rules.ts'

const subject = (outcome: Check['outcome']): Check => ({ id: 'subject', outcome, because: '', at: '' })
const part = (verdict: Verdict, outcome?: Check['outcome']) => ({ verdict, checks: outcome ? [subject(outcome)] : [] })

describe('what a person sends themself', () => {
  it('is called verified only when it names them; each credential inside on its own', () => {
    const nested = new Map([
      ['/a', part('verified', 'passed')],
      ['/b', part('verified', 'unknown')],
      ['/c', part('verified')],
      ['/d', part('revoked', 'unknown')],
    ])
    const judged = judgedForSender({ ...part('verified', 'unknown'), nested })
    expect([judged.verdict, ...[...judged.nested.values()].map(({ verdict }) => verdict)]).toEqual([
      'unconfirmed',
      'verified',
      'unconfirmed',
      'unconfirmed',
      'revoked',
    ])
  })

  it('keeps any other verdict', () => {
    for (const verdict of ['verified-issuer-unknown', 'unsigned', 'invalid', 'expired'] as const)
      expect(judgedForSender({ ...part(verdict), nested: new Map() }).verdict).toBe(verdict)
  })

  it('names another only when it names somebody by address and no address is theirs', () => {
    const plain = { identity: 'mailto:Ada@Example.org', hashed: false, salt: '' }
    const hashed = { identity: `sha256$${sha256('ada@example.orgpepper')}`, hashed: true, salt: 'pepper' }
    expect(namesAnother([], ['x@example.org'])).toBe(false)
    for (const one of [plain, hashed]) {
      expect(namesAnother([one], ['ada@example.org'])).toBe(false)
      expect(namesAnother([one], ['x@example.org', 'ada@example.org'])).toBe(false)
      expect(namesAnother([one], ['x@example.org'])).toBe(true)
      expect(namesAnother([one], [])).toBe(true)
    }
  })
})
