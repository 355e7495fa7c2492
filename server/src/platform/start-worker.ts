import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type ResourceLimits, Worker } from 'node:worker_threads'

/** Starts a thread from the file of this name beside `from`: built JavaScript, or its TypeScript source while developing. */
export function startWorker(name: string, from: string, resourceLimits: ResourceLimits = {}): Worker {
  if (!from.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, from), { resourceLimits })
  const source = new URL(`./${name}.ts`, from).href
  const loader = new URL('./dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href
  const script = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { execArgv: ['--conditions=source'], resourceLimits })
}
