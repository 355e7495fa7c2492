import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Three projects: `credentials` and `server` run in threads of Node; `browser` drives Chromium against the built app. */
export default defineConfig({
  resolve: {
    conditions: ['source'],
    alias: [
      { find: /^@laurel\/credentials$/, replacement: at('./credentials/src/index.ts') },
      { find: /^@laurel\/credentials\/node$/, replacement: at('./credentials/src/node/index.ts') },
    ],
  },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    reporters: ['default'],
    // one worker is one core's work: database, server and test run in one thread
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // a busy machine gets one more try in CI; what is broken stays broken
    retry: process.env.CI === 'true' ? 1 : 0,
    projects: [
      { extends: true, test: { name: 'credentials', include: ['credentials/**/*.test.ts'], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: 'server',
          // each file boots its own app; the modules under it are loaded once per worker
          isolate: false,
          include: ['server/**/*.test.ts'],
          // a project's own list is all that counts: what the command line excludes would not reach it
          exclude: ['server/test/browser/**', '**/node_modules/**', ...(process.env.TEST_LEAVE_OUT ?? '').split(',').filter(Boolean)],
          globalSetup: ['server/test/global-setup.ts'],
          // a package with sources of its own under our condition: Node alone would try to run them
          server: { deps: { inline: [/[\\/]ai[\\/]/, /@ai-sdk/, /eventsource-parser/] } },
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['server/test/browser/**/*.test.ts'],
          globalSetup: ['server/test/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // its tests build on each other: `npm test` walks the whole file once more instead
          retry: 0,
        },
      },
    ],
  },
})
