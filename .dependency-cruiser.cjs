/** The ladder: a domain may import only domains to its left, and only through their index.ts. */
const ladder = [
  'audit',
  'delivery',
  'accounts',
  'partners',
  'issuing',
  'intake',
  'verification',
  'resume',
  'exports',
  'sharing',
  'wallet',
  'admin',
]
const server = '^server/src/'
const domain = (names) => `${server}(?:${names.join('|')})/`
const tests = '\\.test\\.ts$'
const io = '^(?:node:)?(?:fs|net|tls|http|https|http2|dns|dgram|child_process)(?:/|$)'

const ladderRules = ladder.slice(0, -1).map((name, rank) => ({
  name: `${name}-keeps-to-the-ladder`,
  severity: 'error',
  from: { path: domain([name]), pathNot: tests },
  to: { path: domain(ladder.slice(rank + 1)) },
}))

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...ladderRules,
    {
      name: 'domains-meet-at-index',
      severity: 'error',
      from: { path: `${server}([^/]+)/`, pathNot: [`${server}(?:core|platform)/`, tests] },
      to: { path: `${server}[^/]+/`, pathNot: [`${server}$1/`, `${server}(?:core|platform)/`, `${server}[^/]+/(?:index|api)\\.ts$`] },
    },
    {
      name: 'core-imports-nothing',
      severity: 'error',
      from: { path: `${server}core/`, pathNot: tests },
      to: { pathNot: [`${server}core/`, 'node_modules/typebox'] },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: `${server}platform/`, pathNot: tests },
      to: { path: domain(ladder) },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: ['/(?:rules|problems|api)\\.ts$', '/rules/'], pathNot: tests },
      to: { path: [`${server}platform/`, '/(?:store|routes)\\.ts$', '/store/', 'node_modules/(?:kysely|pg|fastify|undici)/', io] },
    },
    {
      name: 'sql-lives-in-stores',
      severity: 'error',
      from: { path: server, pathNot: [`${server}platform/(?:db|jobs)/`, '/store\\.ts$', '/store/', tests] },
      to: { path: 'node_modules/(?:kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'http-lives-in-routes',
      severity: 'error',
      from: { path: domain(ladder), pathNot: ['/routes\\.ts$', '/routes/', tests] },
      to: { path: ['node_modules/(?:fastify|@fastify)/', `${server}platform/http/`] },
    },
    {
      name: 'credentials-does-no-io',
      severity: 'error',
      from: { path: '^credentials/src/', pathNot: [tests, '^credentials/src/(?:node|cli|test)/'] },
      to: { path: ['^server/', '^web/', 'node_modules/(?:fastify|kysely|pg|undici)/', io] },
    },
    {
      name: 'web-sees-only-the-contract',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^server/', pathNot: `${server}(?:api|core/(?:endpoint|words|catalogue/(?:en|es))|[^/]+/api)\\.ts$` },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // a bare 'dist' would also hide node_modules/kysely/dist and blind sql-lives-in-stores
    exclude: { path: '^(?:server|web|credentials)/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
