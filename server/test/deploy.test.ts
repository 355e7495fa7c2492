import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { validate as lintDockerfile } from 'dockerfile-utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { SETTINGS } from '../src/config.ts'
import { VERSION } from '../src/own-files.ts'
import { startTestApp, type TestApp } from './app.ts'
import { call } from './people.ts'

const textOf = (path: string): Promise<string> => readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
const settings = SETTINGS.map(({ name }) => name)
// biome-ignore lint/suspicious/noExplicitAny: manifests are looked into wherever they go
type Loose = any

/** What a YAML file holds; a key given twice or a tab is an error. */
async function documentsIn(path: string): Promise<Loose[]> {
  const documents = parseAllDocuments(await textOf(path), { strict: true, uniqueKeys: true })
  if (!Array.isArray(documents)) return []
  expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([])
  return documents.map((document) => document.toJS())
}

/** What is wrong with a value, as lines. */
function faultsOf(schema: object, value: unknown): string[] {
  const check = new Ajv({ strict: false, allErrors: true, validateFormats: false, logger: false }).compile(schema)
  return check(value)
    ? []
    : (check.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
}

describe('the compose file', () => {
  it('is one, by the Compose Specification', async () => {
    const schema = JSON.parse(await textOf('deploy/compose.schema.json'))
    const [compose] = await documentsIn('deploy/compose.yaml')
    expect(faultsOf(schema, compose)).toEqual([])
    expect(faultsOf(schema, { services: { laurel: { imag: 'x' } } })).not.toEqual([])
    for (const { depends_on: before = {}, volumes = [] } of Object.values<Loose>(compose.services)) {
      for (const name of Object.keys(before)) expect(compose.services[name].healthcheck).toBeDefined()
      for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
    }
    for (const name of Object.keys(compose.services.laurel.environment)) expect(settings).toContain(name)
    expect(Number.parseInt(compose.services.laurel.stop_grace_period, 10)).toBeGreaterThan(9)
  })
})

describe('the Dockerfile', () => {
  it('is one, and runs as somebody else than root', async () => {
    const text = await textOf('Dockerfile')
    expect(lintDockerfile(text)).toEqual([])
    expect(lintDockerfile('FROM a\nRUNN b\n')).not.toEqual([])
    const last = text.slice(text.lastIndexOf('\nFROM '))
    expect(last).toMatch(/^USER node$/m)
    const set =
      /^ENV (.*)$/m
        .exec(last)?.[1]
        ?.split(' ')
        .map((pair) => pair.split('=')[0]) ?? []
    for (const name of set) expect(['NODE_ENV', ...settings]).toContain(name)
  })
})

describe('the Kubernetes manifests', () => {
  let documents: Loose[]
  let schema: { kinds: Record<string, object>; definitions: object }
  beforeAll(async () => {
    documents = await documentsIn('deploy/kubernetes/laurel.yaml')
    schema = JSON.parse(await textOf('deploy/kubernetes/api.schema.json'))
  })
  const faults = (document: Loose): string[] => {
    const kind = schema.kinds[`${document.apiVersion}/${document.kind}`]
    return kind
      ? faultsOf({ ...kind, definitions: schema.definitions }, document)
      : [`no such kind: ${document.apiVersion}/${document.kind}`]
  }

  it('hold what the API knows and nothing else', () => {
    for (const document of documents) expect([document.metadata.name, faults(document)]).toEqual([document.metadata.name, []])
    const [deployment] = structuredClone(documents.filter(({ kind }) => kind === 'Deployment'))
    deployment.spec.template.spec.containers[0].readinesProbe = {}
    expect(faults(deployment)).not.toEqual([])
  })

  it('fit together: labels, ports, volumes, accounts, settings and the version', () => {
    const pods = documents.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec)
    expect(pods).toHaveLength(2)
    const isSelected = (selector: object, labels: object): boolean =>
      Object.entries(selector).every(([name, value]) => (labels as Record<string, unknown>)[name] === value)
    for (const { selector, template } of pods) expect(isSelected(selector.matchLabels, template.metadata.labels)).toBe(true)
    const chosen = documents.flatMap(({ kind, spec }) =>
      kind === 'Service'
        ? [spec.selector]
        : spec?.podSelector || kind === 'PodDisruptionBudget'
          ? [(spec.podSelector ?? spec.selector).matchLabels]
          : [],
    )
    expect(chosen.length).toBeGreaterThan(3)
    for (const selector of chosen) expect(pods.some(({ template }) => isSelected(selector, template.metadata.labels))).toBe(true)
    const named = (kind: string): string[] => documents.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name)
    for (const name of Object.keys(documents.find(({ kind }) => kind === 'ConfigMap').data)) expect(settings).toContain(name)
    for (const { template } of pods) {
      const { containers, volumes, serviceAccountName } = template.spec
      const [{ image, env, envFrom, volumeMounts, ports }] = containers
      expect(image).toBe(`laurel:${VERSION}`)
      expect(named('ServiceAccount')).toContain(serviceAccountName)
      expect(named('ConfigMap')).toContain(envFrom[0].configMapRef.name)
      for (const { name } of env) expect(settings).toContain(name)
      for (const { name } of volumeMounts) expect(volumes.map((volume: Loose) => volume.name)).toContain(name)
      expect(ports[0].name).toBe('http')
    }
  })

  it('keep the processes small, unprivileged, watched, and let them finish', () => {
    for (const { spec } of documents.filter(({ kind }) => kind === 'Deployment')) {
      const pod = spec.template.spec
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      })
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(Number(pod.containers[0].lifecycle?.preStop.exec.command[1] ?? 0) + 9)
      for (const container of pod.containers)
        expect(container).toMatchObject({
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
          resources: { requests: { cpu: expect.any(String), memory: expect.any(String) }, limits: { memory: expect.any(String) } },
          startupProbe: { httpGet: { path: '/health/live' } },
          readinessProbe: { httpGet: { path: '/health/ready' } },
          livenessProbe: { httpGet: { path: '/health/live' } },
        })
    }
  })
})

describe('the Grafana dashboard', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.stop())

  it('asks only for metrics and labels that a running server gives', async () => {
    await call(app, 'GET', '/health/live')
    const { text: metrics } = await call(app, 'GET', '/metrics')
    const samples = [...metrics.matchAll(/^([a-z_][a-z0-9_]*)(?:\{([^}]*)\})? /gim)]
    /** Prometheus itself adds these to every sample */
    const labels = new Set([
      'instance',
      'job',
      ...samples.flatMap(([, , given = '']) => [...given.matchAll(/(\w+)="/g)].map(([, name]) => name)),
    ])
    const names = new Set(samples.map(([, name]) => name))
    const dashboard = JSON.parse(await textOf('deploy/grafana-dashboard.json'))
    const queries: string[] = dashboard.panels.flatMap(({ targets }: Loose) => targets.map(({ expr }: Loose) => expr))
    expect(queries.length).toBeGreaterThan(5)
    for (const query of queries) {
      const grouped = [...query.matchAll(/\b(?:by|without|on|ignoring)\s*\(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/))
      const matched = [...query.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, name]) => name)
      expect([query, [...grouped, ...matched].filter((label) => !labels.has(label))]).toEqual([query, []])
      const bare = query.replace(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"|\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' ')
      const asked = [...bare.matchAll(/\b[a-z_][a-z0-9_:]*\b(?!\s*\()/gi)]
        .map(([name]) => name)
        .filter((name) => !/^(?:or|and|unless|bool|offset)$/.test(name))
      expect(asked.length).toBeGreaterThan(0)
      expect([query, asked.filter((name) => !names.has(name))]).toEqual([query, []])
    }
    for (const { title, gridPos, id } of dashboard.panels) expect([title, id > 0, gridPos.w + gridPos.x <= 24]).toEqual([title, true, true])
  })
})
