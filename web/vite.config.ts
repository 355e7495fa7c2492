import { copyFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'
import { contract } from './build/contract.ts'
import { pageFiles } from './build/page-files.ts'

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
  plugins: [react(), tailwind(), contract(), pageFiles(), precompressed(), browserSdk(), sharedPage()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { manualPureFunctions: ['Type'] },
      // few files: each one costs a round trip on a slow line
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'load', test: /vite[\\/]preload-helper/, priority: 5 },
            {
              name: 'frame',
              test: /[\\/]node_modules[\\/](?:react|react-dom|scheduler|use-sync-external-store|@tanstack)[\\/]/,
              priority: 4,
            },
            { name: 'app', test: /[\\/]web[\\/]src[\\/]main\.tsx$/, includeDependenciesRecursively: true, priority: 3 },
            { name: 'overlays', test: /[\\/](?:@base-ui|@floating-ui|ui[\\/](?:sheet|toast-host|confirm-by-name)\.tsx)/, priority: 2 },
            { name: 'ui', test: /[\\/](?:web[\\/]src[\\/]ui|lucide-react)[\\/]/, minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env.LAUREL_SERVER ?? 'http://localhost:3000' } },
})
