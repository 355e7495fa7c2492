/** Watch mode: the server restarts on change, the web app reloads in place at http://localhost:5173. */
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const start = (args) =>
  spawn(
    process.execPath,
    args.map((part, i) => (i === 0 ? join(root, part) : part)),
    { cwd: root, stdio: 'inherit' },
  )
const children = [
  start(['node_modules/tsx/dist/cli.mjs', 'watch', '--conditions=source', 'server/src/main.ts']),
  start(['node_modules/vite/bin/vite.js', 'web']),
]
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => children.forEach((child) => void child.kill(signal)))
