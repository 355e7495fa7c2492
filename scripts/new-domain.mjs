/** Prints the file set of a new domain: `npm run new domain <name>`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [kind, name] = process.argv.slice(2)
if (kind !== 'domain' || !/^[a-z][a-z-]+$/.test(name ?? '')) {
  console.error('Usage: npm run new domain <name>   (lower case, letters and hyphens)')
  process.exit(2)
}
const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'server/src', name)
if (existsSync(folder)) {
  console.error(`There is a domain "${name}" already.`)
  process.exit(2)
}
const files = {
  'README.md': `# ${name}\n\nIts words, its state machine, the sections of the specification it holds.\n`,
  'api.ts': `import { Type } from 'typebox'\nimport { defineEndpoint } from '../core/endpoint.ts'\n`,
  'routes.ts': `import type { FastifyInstance } from 'fastify'\nimport { register } from '../platform/http/register.ts'\nimport * as api from './api.ts'\n`,
  'problems.ts': `import { refusal } from '../core/problem.ts'\n\nexport const problems = {}\n`,
  'rules.ts': `import type { Rule } from '../core/rule.ts'\n`,
  'store.ts': `import type { Db, Tx } from '../platform/db/client.ts'\n`,
  'index.ts': '',
}
mkdirSync(folder)
for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
console.log(
  `server/src/${name}: ${Object.keys(files).join(', ')}\nNow give it its place on the ladder in .dependency-cruiser.cjs and ARCHITECTURE.md.`,
)
