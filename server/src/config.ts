import { type Stats, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, resolve } from 'node:path'
import { CannotStart } from './core/cannot-start.ts'

/** One setting: its environment name, default as printed, and one sentence. Durations and sizes end in their unit. */
interface Setting {
  name: string
  shown: string
  says: string
}

/** All settings, in the order of `.env.example` (printed from here by `npm run docs:config`). */
export const SETTINGS: readonly Setting[] = [
  { name: 'PORT', shown: '3000', says: 'Port to listen on.' },
  { name: 'HOST', shown: '127.0.0.1', says: 'Address to listen on.' },
  { name: 'LAUREL_URL', shown: 'http://localhost:3000', says: 'Public base address; every link in mails and answers starts with it.' },
  {
    name: 'LAUREL_DATA_DIR',
    shown: './data',
    says: 'Folder for the embedded database, captured mail, keys and caches. One process at a time.',
  },
  { name: 'DATABASE_URL', shown: '', says: 'PostgreSQL 15 or newer; absent: the embedded engine.' },
  { name: 'REDIS_URL', shown: '', says: 'Redis for shared rate limits and caches; absent: in this process.' },
  {
    name: 'SMTP_URL',
    shown: '',
    says: 'Mail server, like smtp://user:pass@mail.example.edu:587; absent: mails become files in the data folder.',
  },
  { name: 'MAIL_FROM', shown: 'Laurel <no-reply@localhost>', says: 'Sender of all mails.' },
  { name: 'MAIL_MODE', shown: 'send', says: 'send | allowlist (others are captured) | capture (nothing leaves).' },
  { name: 'MAIL_ALLOWLIST', shown: '', says: 'Addresses and domains, separated by commas, that MAIL_MODE=allowlist lets through.' },
  {
    name: 'LAUREL_ROLE',
    shown: 'all',
    says: 'all | web (answers requests, leaves mails, webhooks and re-checks to others) | worker (only those; needs DATABASE_URL).',
  },
  {
    name: 'LAUREL_ADMIN_TOKEN',
    shown: '',
    says: 'Bearer token of the operator API; absent: made at first start and kept in the data folder (admin-token).',
  },
  {
    name: 'LAUREL_SECRET',
    shown: '',
    says: 'At least 32 characters; encrypts keys at rest. Required when NODE_ENV=production; absent: made at first start.',
  },
  {
    name: 'ASSESSMENT_MODEL_URL',
    shown: '',
    says: 'Any OpenAI-compatible endpoint that writes assessment questions; absent: the item bank.',
  },
  { name: 'ASSESSMENT_MODEL', shown: '', says: 'Name of the model at that endpoint.' },
  { name: 'ASSESSMENT_MODEL_KEY', shown: '', says: 'Key for that endpoint.' },
  {
    name: 'ASSESSMENT_SECOND_OPINION',
    shown: '1',
    says: '1 keeps a written question only when a second call, without its key, picks the same answer.',
  },
  { name: 'WEBHOOK_ALLOW_PRIVATE', shown: '0', says: '1 lets test-mode webhooks go to private addresses.' },
  { name: 'FETCH_ALLOW_PRIVATE', shown: '0', says: '1 lifts the address and port rules of outbound requests (tests only).' },
  {
    name: 'LAUREL_CONTEXTS_DIR',
    shown: '',
    says: 'Folder with JSON-LD contexts (index.json names them) for those without a package; their hashes are pinned.',
  },
  { name: 'LAUREL_ALLOW_EXAMPLE_CONTEXTS', shown: '0', says: '1 accepts the example contexts of conformance suites.' },
  { name: 'LAUREL_CLOCK_OFFSET', shown: '0', says: 'Milliseconds added to every "now" (tests; refused when NODE_ENV=production).' },
  {
    name: 'FAULT_AT',
    shown: '',
    says: 'Which step of requests fails, like 3:before:kill or 3:after:error (crash tests; refused when NODE_ENV=production).',
  },
  { name: 'TRUST_PROXY', shown: '', says: '1 (one hop) or a list of CIDRs whose X-Forwarded-For counts.' },
  { name: 'RATE_LIMIT_SCALE', shown: '1', says: 'Multiplies all rate limits; 0 turns them off (benchmarks).' },
  { name: 'LOG_LEVEL', shown: 'info', says: 'fatal | error | warn | info | debug | trace | silent.' },
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', shown: '', says: 'OpenTelemetry collector; absent: no traces.' },
]

export interface Config {
  port: number
  host: string
  baseUrl: string
  dataDir: string
  databaseUrl: string | undefined
  redisUrl: string | undefined
  mail: { smtpUrl: string | undefined; from: string; mode: 'send' | 'allowlist' | 'capture'; allowlist: readonly string[] }
  role: 'all' | 'web' | 'worker'
  adminToken: string | undefined
  secret: string | undefined
  model: { url: string | undefined; name: string | undefined; key: string | undefined; secondOpinion: boolean }
  webhookAllowPrivate: boolean
  fetchAllowPrivate: boolean
  contextsDir: string | undefined
  allowExampleContexts: boolean
  clockOffsetMs: number
  faultAt: { at: number; when: 'before' | 'after'; how: 'error' | 'kill' } | undefined
  trustProxy: number | string[] | false
  rateLimitScale: number
  logLevel: string
  otlpEndpoint: string | undefined
  production: boolean
}

/** A setting with a value that cannot be used; its message is the one line the operator sees. */
export class ConfigError extends CannotStart {}

const infoOf = (path: string): Stats | undefined => {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}
const nearestOf = (path: string): Stats | undefined => infoOf(path) ?? (dirname(path) === path ? undefined : nearestOf(dirname(path)))

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the environment once.
 *
 * @throws ConfigError naming the variable, its value and what it takes
 * @see operations spec, "Configuration"
 */
export function readConfig(env: Environment): Config {
  const text = (name: string): string | undefined => env[name]?.trim() || undefined
  const shown = (name: string): string => SETTINGS.find((setting) => setting.name === name)?.shown ?? ''
  /** @param value as it may be shown: a password in an address is left out */
  const wrong = (name: string, takes: string, value = env[name] ?? ''): never => {
    throw new ConfigError(`${name}=${JSON.stringify(value)}: takes ${takes}.`)
  }
  const integer = (name: string, least: number, most: number): number => {
    const raw = text(name) ?? shown(name)
    const value = Number(raw)
    return /^-?\d+$/.test(raw) && value >= least && value <= most ? value : wrong(name, `a whole number from ${least} to ${most}`)
  }
  const flag = (name: string): boolean => {
    const raw = text(name) ?? shown(name)
    return raw === '1' || raw === '0' ? raw === '1' : wrong(name, '1 or 0')
  }
  const oneOf = <const T extends string>(name: string, values: readonly T[]): T => {
    const raw = text(name) ?? shown(name)
    return values.find((value) => value === raw) ?? wrong(name, values.join(', '))
  }
  const url = (name: string, protocols: readonly string[]): string | undefined => {
    const raw = text(name)
    if (raw === undefined) return undefined
    const parsed = URL.canParse(raw) ? new URL(raw) : undefined
    return parsed && protocols.includes(parsed.protocol)
      ? raw
      : wrong(name, `an address that starts with ${protocols.join('// or ')}//`, raw.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, '$1…@'))
  }
  /** An address without a path: every page and API stands at its root. */
  const origin = (name: string): string | undefined => {
    const raw = url(name, ['http:', 'https:'])
    const parsed = raw === undefined ? undefined : new URL(raw)
    if (parsed && (parsed.pathname !== '/' || parsed.search || parsed.hash || parsed.username))
      wrong(name, 'a scheme, a host and a port, nothing after them')
    return raw
  }
  const sender = (): string => {
    const raw = text('MAIL_FROM') ?? shown('MAIL_FROM')
    return /^[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/.test(raw)
      ? raw
      : wrong('MAIL_FROM', 'an address like Laurel <no-reply@example.edu>')
  }
  /** An existing folder, or one that can be made: nothing on the way to it is a file. */
  const folder = (name: string, mustExist: boolean): string => {
    const path = resolve(text(name) ?? shown(name))
    const found = mustExist ? infoOf(path) : nearestOf(path)
    return found?.isDirectory() ? path : wrong(name, mustExist ? 'a folder that is there' : 'a folder, or where one can be made')
  }
  const allowlist = (): string[] => {
    const entries = (text('MAIL_ALLOWLIST') ?? '').split(',').map((entry) => entry.trim().toLowerCase())
    const kept = entries.filter(Boolean)
    return kept.every((entry) => /^([^@\s]+@)?[^@\s]+$/.test(entry))
      ? kept
      : wrong('MAIL_ALLOWLIST', 'addresses and domains, separated by commas')
  }
  const scale = (): number => {
    const value = Number(text('RATE_LIMIT_SCALE') ?? '1')
    return Number.isFinite(value) && value >= 0 ? value : wrong('RATE_LIMIT_SCALE', 'a number, 0 or more')
  }

  const faultAt = (): Config['faultAt'] => {
    const raw = text('FAULT_AT')
    if (raw === undefined) return undefined
    if (env.NODE_ENV === 'production') wrong('FAULT_AT', 'no value when NODE_ENV=production')
    const [, at, when = 'before', how = 'error'] =
      /^([1-9]\d{0,5})(?::(before|after))?(?::(error|kill))?$/.exec(raw) ?? wrong('FAULT_AT', 'a step like 3, 3:after or 3:before:kill')
    return { at: Number(at), when: when as 'before', how: how as 'error' }
  }

  const production = env.NODE_ENV === 'production'
  const port = integer('PORT', 0, 65_535)
  const clockOffsetMs = integer('LAUREL_CLOCK_OFFSET', -8.64e15, 8.64e15)
  if (production && clockOffsetMs !== 0) wrong('LAUREL_CLOCK_OFFSET', 'only 0 when NODE_ENV=production')
  const role = oneOf('LAUREL_ROLE', ['all', 'web', 'worker'])
  if (role !== 'all' && text('DATABASE_URL') === undefined)
    wrong('LAUREL_ROLE', 'only all on the embedded engine: it belongs to one process')
  const adminToken = text('LAUREL_ADMIN_TOKEN')
  if (adminToken !== undefined && !/^[\x21-\x7e]+$/.test(adminToken))
    throw new ConfigError('LAUREL_ADMIN_TOKEN: takes letters, digits and signs without spaces: it is sent as Authorization: Bearer.')
  if (production && adminToken !== undefined && adminToken.length < 16)
    throw new ConfigError('LAUREL_ADMIN_TOKEN: takes at least 16 characters when NODE_ENV=production.')
  const secret = text('LAUREL_SECRET')
  if (production && secret === undefined) wrong('LAUREL_SECRET', 'at least 32 characters when NODE_ENV=production')
  if (secret !== undefined && secret.length < 32) throw new ConfigError('LAUREL_SECRET: takes at least 32 characters.')
  const proxy = text('TRUST_PROXY')
  const isNetwork = (entry: string): boolean => {
    const [address = '', bits] = entry.trim().split('/')
    const family = isIP(address)
    return family !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
  }
  if (proxy !== undefined && proxy !== '0' && proxy !== '1' && !proxy.split(',').every(isNetwork))
    wrong('TRUST_PROXY', '1 or a list of CIDRs')

  return {
    port,
    host: text('HOST') ?? '127.0.0.1',
    baseUrl: (origin('LAUREL_URL') ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    dataDir: folder('LAUREL_DATA_DIR', false),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: url('REDIS_URL', ['redis:', 'rediss:']),
    mail: {
      smtpUrl: url('SMTP_URL', ['smtp:', 'smtps:']),
      from: sender(),
      mode: oneOf('MAIL_MODE', ['send', 'allowlist', 'capture']),
      allowlist: allowlist(),
    },
    role,
    adminToken,
    secret,
    model: {
      url: url('ASSESSMENT_MODEL_URL', ['http:', 'https:']),
      name: text('ASSESSMENT_MODEL'),
      key: text('ASSESSMENT_MODEL_KEY'),
      secondOpinion: flag('ASSESSMENT_SECOND_OPINION'),
    },
    webhookAllowPrivate: flag('WEBHOOK_ALLOW_PRIVATE'),
    fetchAllowPrivate: flag('FETCH_ALLOW_PRIVATE'),
    contextsDir: text('LAUREL_CONTEXTS_DIR') && folder('LAUREL_CONTEXTS_DIR', true),
    allowExampleContexts: flag('LAUREL_ALLOW_EXAMPLE_CONTEXTS'),
    clockOffsetMs,
    faultAt: faultAt(),
    trustProxy: proxy === undefined || proxy === '0' ? false : proxy === '1' ? 1 : proxy.split(',').map((cidr) => cidr.trim()),
    rateLimitScale: scale(),
    logLevel: oneOf('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    otlpEndpoint: url('OTEL_EXPORTER_OTLP_ENDPOINT', ['http:', 'https:']),
    production,
  }
}
