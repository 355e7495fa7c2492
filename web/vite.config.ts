import { copyFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path)
  await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes))
  await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
}

/** Writes `.br` and `.gz` beside every text file, so that the server compresses nothing while it serves. */
const precompressed = (): Plugin => ({
  name: 'precompressed',
  apply: 'build',
  writeBundle: async ({ dir = '' }, files) => {
    const texts = Object.keys(files).filter((name) => /\.(js|css|svg)$/.test(name))
    for (const name of texts) await compress(join(dir, name))
  },
})

const NO_SCHEMAS = '\0no-schemas'
/** A schema without members, whose members (`properties`, …) may be taken up into others all the same. */
const NOTHING_INSIDE = `
  const nothing = new Proxy({}, { get: () => nothing })
  export const Type = new Proxy({}, { get: () => () => nothing })`

/** The contract is imported as data, but the browser needs only `method` and `path` of it: every schema is an empty object there. */
const noSchemas = (): Plugin => ({
  name: 'no-schemas',
  enforce: 'pre',
  resolveId: (id) => (id === 'typebox' ? NO_SCHEMAS : null),
  load: (id) => (id === NO_SCHEMAS ? NOTHING_INSIDE : null),
})

/** The script other sites load: one file of its own at `/sdk/laurel-verify.js`. */
const browserSdk = (): Plugin => ({
  name: 'browser-sdk',
  apply: 'build',
  closeBundle: async () => {
    await build({
      configFile: false,
      root: here('.'),
      publicDir: false,
      logLevel: 'warn',
      plugins: [precompressed()],
      build: {
        outDir: here('./dist/sdk'),
        emptyOutDir: true,
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: { input: here('./sdk/laurel-verify.ts'), output: { format: 'iife', entryFileNames: 'laurel-verify.js' } },
      },
    })
  },
})

const SERIF = '@fontsource/source-serif-4'
const CREDENTIALS = '../credentials/dist'

/** What the page of a shared resume loads, under names the server knows: its font, and the script that checks again with the library. */
const sharedPage = (): Plugin => ({
  name: 'shared-page',
  apply: 'build',
  closeBundle: async () => {
    const require = createRequire(import.meta.url)
    const { version } = require(`${SERIF}/package.json`) as { version: string }
    for (const weight of [400, 600])
      await copyFile(
        require.resolve(`${SERIF}/files/source-serif-4-latin-${weight}-normal.woff2`),
        here(`./dist/assets/resume-serif-${version}-${weight}.woff2`),
      )
    await build({
      configFile: false,
      root: here('.'),
      publicDir: false,
      logLevel: 'warn',
      plugins: [precompressed()],
      build: {
        outDir: here('./dist/page'),
        emptyOutDir: true,
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: {
          input: here('./src/public/check-here.ts'),
          output: { format: 'es', entryFileNames: 'check-here.js' },
        },
      },
    })
    await mkdir(here('./dist/page/credentials'), { recursive: true })
    await cp(here(`${CREDENTIALS}/browser.js`), here('./dist/page/credentials/browser.js'))
    await cp(here(`${CREDENTIALS}/browser-chunks`), here('./dist/page/credentials/browser-chunks'), {
      recursive: true,
      filter: (path) => !path.endsWith('.map') && !path.endsWith('.txt'),
    })
    for (const name of [
      'browser.js',
      ...(await readdir(here('./dist/page/credentials/browser-chunks'))).map((one) => `browser-chunks/${one}`),
    ])
      await compress(here(`./dist/page/credentials/${name}`))
  },
})

export default defineConfig({
  root: here('.'),
  plugins: [react(), tailwind(), noSchemas(), precompressed(), browserSdk(), sharedPage()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': process.env.LAUREL_SERVER ?? 'http://localhost:3000' } },
})
