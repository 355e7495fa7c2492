/** Builds the library for Node, the worker of its pool, the command line, and one file for browsers. Run by `npm run build -w credentials`. */
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
rmSync(`${here}dist`, { recursive: true, force: true })

const shared = {
  absWorkingDir: here,
  bundle: true,
  format: 'esm',
  target: 'es2023',
  sourcemap: true,
  minify: true,
  legalComments: 'linked',
  logLevel: 'warning',
}

/** Packages inside that are still CommonJS ask for built-in modules by `require`. */
const banner = { js: "import { createRequire as __createRequire } from 'node:module'\nconst require = __createRequire(import.meta.url)" }

/** Only the rare path needs these: schemas are compiled when a credential names one. */
await build({
  ...shared,
  platform: 'node',
  banner,
  splitting: true,
  chunkNames: 'chunks/[hash]',
  outdir: 'dist',
  entryPoints: { index: 'src/index.ts', node: 'src/node/index.ts', cli: 'src/cli/main.ts', 'verify-worker': 'src/node/verify-worker.ts' },
})

await build({
  ...shared,
  platform: 'browser',
  conditions: ['browser'],
  mainFields: ['browser', 'module', 'main'],
  splitting: true,
  chunkNames: 'browser-chunks/[hash]',
  outdir: 'dist',
  entryPoints: { browser: 'src/index.ts' },
})
