import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      rateLimitScale: 1,
      trustProxy: false,
    })
  })

  it('reads what it is given', () => {
    expect(
      readConfig({
        PORT: '8080',
        LAUREL_URL: 'https://laurel.example/',
        TRUST_PROXY: '10.0.0.0/8, ::1',
        MAIL_ALLOWLIST: 'A@x.example, y.example',
      }),
    ).toMatchObject({
      baseUrl: 'https://laurel.example',
      trustProxy: ['10.0.0.0/8', '::1'],
      mail: { allowlist: ['a@x.example', 'y.example'] },
    })
    expect(readConfig({ TRUST_PROXY: '1' }).trustProxy).toBe(1)
  })

  it.each([
    ['PORT', 'x'],
    ['PORT', '70000'],
    ['LAUREL_URL', 'https://example.edu/laurel'],
    ['LAUREL_ROLE', 'worker'],
    ['MAIL_FROM', 'nobody'],
    ['FAULT_AT', 'x'],
    ['LAUREL_URL', 'laurel'],
    ['DATABASE_URL', 'mysql://x'],
    ['REDIS_URL', 'http://x'],
    ['MAIL_MODE', 'sometimes'],
    ['FETCH_ALLOW_PRIVATE', 'yes'],
    ['LAUREL_SECRET', 'short'],
    ['RATE_LIMIT_SCALE', '-1'],
    ['LOG_LEVEL', 'loud'],
    ['LAUREL_CLOCK_OFFSET', '1.5'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}`))
  })

  it('asks more in production', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/^LAUREL_SECRET/)
    expect(() => readConfig({ NODE_ENV: 'production', LAUREL_SECRET: 'x'.repeat(32), LAUREL_CLOCK_OFFSET: '1' })).toThrow(
      /^LAUREL_CLOCK_OFFSET/,
    )
    expect(readConfig({ NODE_ENV: 'production', LAUREL_SECRET: 'x'.repeat(32) }).production).toBe(true)
  })
})
