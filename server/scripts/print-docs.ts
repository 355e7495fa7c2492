/** Prints `docs/openapi.json` from the mounted endpoints and `.env.example` from the settings: `npm run docs:generate`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from '../src/app.ts'
import { readConfig, SETTINGS } from '../src/config.ts'
import { openEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { startJobs } from '../src/platform/jobs/jobs.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const example = `# Every setting, with its default. Printed from server/src/config.ts by \`npm run docs:generate\`; do not edit.\n\n${SETTINGS.map(
  ({ name, shown, says }) => `# ${says}\n#${name}=${shown}\n`,
).join('\n')}`
await writeFile(at('../../.env.example'), example)

const dataDir = await mkdtemp(join(tmpdir(), 'laurel-docs-'))
const database = await openEmbedded('memory://')
await migrate(database, at('../migrations'))
const jobs = await startJobs(database, () => {})
const config = readConfig({ LAUREL_DATA_DIR: dataDir, LOG_LEVEL: 'silent', LAUREL_SECRET: 'only used while the docs are printed' })
const app = await createApp({ config, database, jobs, redis: undefined, adminToken: 'docs', webFolder: at('../../web/dist') })
await app.ready()
const document = app.swagger()
await writeFile(at('../../docs/openapi.json'), `${JSON.stringify(document, null, 2)}\n`)
await app.close()
await jobs.stop()
await database.close()
await rm(dataDir, { recursive: true, force: true })
console.log(`${Object.keys(document.paths ?? {}).length} paths, ${SETTINGS.length} settings`)
process.exit(0)
