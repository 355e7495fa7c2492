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
    ['MAIL_ALLOWLIST', 'a@x.example b@x.example'],
    ['MAIL_ALLOWLIST', 'a@b@c'],
    ['LAUREL_ADMIN_TOKEN', 'two words'],
    ['LAUREL_ADMIN_TOKEN', 'schlüssel'],
    ['LAUREL_CONTEXTS_DIR', '/there/is/no/such/folder'],
    ['LAUREL_CONTEXTS_DIR', import.meta.filename],
    ['LAUREL_DATA_DIR', import.meta.filename],
    ['LAUREL_DATA_DIR', `${import.meta.filename}/data`],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}`))
  })

  it.each([
    ['DATABASE_URL', 'mysql://me:hush/@hush@db.example/laurel'],
    ['REDIS_URL', 'me:hush@cache.example'],
  ])('%s with a password is refused without repeating it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(/"(mysql:\/\/)?…@/)
    expect(() => readConfig({ [name]: value })).not.toThrow(/hush/)
  })

  it('asks more in production', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/^LAUREL_SECRET/)
    expect(() => readConfig({ NODE_ENV: 'production', LAUREL_SECRET: 'x'.repeat(32), LAUREL_CLOCK_OFFSET: '1' })).toThrow(
      /^LAUREL_CLOCK_OFFSET/,
    )
    expect(readConfig({ NODE_ENV: 'production', LAUREL_SECRET: 'x'.repeat(32) }).production).toBe(true)
  })
})
