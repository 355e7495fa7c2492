import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { SHAPES, TEMPLATE } from './template.ts'
import type { TypesetAnswer, TypesetJob } from './typeset.ts'

/** Faces with all their weights; those the list lacks come from the machine, as the last resort. */
const FACES: readonly (readonly [family: string, ...cuts: string[]])[] = [
  ['source-serif-4', '400Regular', '500Medium', '600SemiBold'],
  ['inter', '400Regular', '500Medium', '600SemiBold'],
  ['amiri', '400Regular', '700Bold'],
  ['noto-serif-hebrew', '400Regular', '600SemiBold'],
  ['biz-udpgothic', '400Regular', '700Bold'],
  ['noto-emoji', '400Regular'],
]

const resolve = createRequire(import.meta.url).resolve
const fontPaths = FACES.flatMap(([family, ...cuts]) => {
  const folder = dirname(resolve(`@expo-google-fonts/${family}/package.json`))
  return cuts.map((cut) => join(folder, cut))
})

/** Results older than so many compilations leave the cache of the compiler. */
const KEEP_COMPILATIONS = 10

const compiler = NodeCompiler.create({ workspace: dirname(fontPaths[0]!), fontArgs: [{ fontPaths }] })

function typeset({ inputs, standard, createdAt }: TypesetJob): { pdf: Buffer; standard: string | undefined } {
  const compiled = compiler.compile({ mainFileContent: TEMPLATE, inputs: { ...inputs, shapes: JSON.stringify(SHAPES) } })
  const document = compiled.result
  if (!document) throw new Error(`the resume could not be set: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)?.slice(0, 500)}`)
  const options = { creationTimestamp: createdAt }
  try {
    return { pdf: compiler.pdf(document, { ...options, pdfStandard: standard }), standard }
  } catch {
    // a character no font here has: the text is in the file, but no standard may be claimed for it
    return { pdf: compiler.pdf(document, options), standard: undefined }
  }
}

parentPort?.on('message', (job: TypesetJob) => {
  try {
    const { pdf, standard } = typeset(job)
    const bytes = new Uint8Array(pdf)
    parentPort?.postMessage({ id: job.id, pdf: bytes, standard } satisfies TypesetAnswer, [bytes.buffer])
  } catch (error) {
    parentPort?.postMessage({ id: job.id, failed: error instanceof Error ? error.message : String(error) } satisfies TypesetAnswer)
  } finally {
    compiler.evictCache(KEEP_COMPILATIONS)
  }
})
