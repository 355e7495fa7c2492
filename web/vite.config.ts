import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Writes `.br` and `.gz` beside every text file, so that the server compresses nothing while it serves. */
const precompressed = (): Plugin => ({
  name: 'precompressed',
  apply: 'build',
  writeBundle: async ({ dir = '' }, files) => {
    const texts = Object.keys(files).filter((name) => /\.(js|css|svg)$/.test(name))
    for (const name of texts) {
      const bytes = await readFile(join(dir, name))
      await writeFile(join(dir, `${name}.br`), await promisify(brotliCompress)(bytes))
      await writeFile(join(dir, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }))
    }
  },
})

const NO_SCHEMAS = '\0no-schemas'

/** The contract is imported as data, but the browser needs only `method` and `path` of it: every schema is an empty object there. */
const noSchemas = (): Plugin => ({
  name: 'no-schemas',
  enforce: 'pre',
  resolveId: (id) => (id === 'typebox' ? NO_SCHEMAS : null),
  load: (id) => (id === NO_SCHEMAS ? 'export const Type = new Proxy({}, { get: () => () => ({}) })' : null),
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

export default defineConfig({
  root: here('.'),
  plugins: [react(), tailwind(), noSchemas(), precompressed(), browserSdk()],
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
