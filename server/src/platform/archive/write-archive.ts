import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type ArchivedTable, MANIFEST_NAME, MARK_NAME, type Manifest, markOf, type Part } from './manifest.ts'
import { TAR_END, tarHeader, tarPadding } from './tar.ts'

const compress = promisify(gzip)

/** Rows are held up to this many bytes, then written: no table is ever in memory. */
const PART_BYTES = 4 * 1024 * 1024

/** Where the bytes of an archive go. */
export interface Outlet {
  write(bytes: Buffer): Promise<void>
  /** what was written becomes the archive */
  finish(): Promise<void>
  /** what was written is thrown away */
  discard(): Promise<void>
}

/** A file that has its name only when it is whole and on the disk. @throws Error when there is one of this name */
export async function fileOutlet(path: string): Promise<Outlet> {
  await (await open(path, 'wx', 0o600)).close()
  const partial = `${path}.partial`
  let file: FileHandle
  try {
    file = await open(partial, 'w', 0o600)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return {
    write: async (bytes) => void (await file.writeFile(bytes)),
    finish: async () => {
      await file.sync()
      await file.close()
      await rename(partial, path)
    },
    discard: async () => {
      await file.close().catch(() => {})
      await rm(partial, { force: true })
      await rm(path, { force: true })
    },
  }
}

/** Standard output, for a pipe into whatever encrypts or carries it away. */
export const streamOutlet = (stream: NodeJS.WritableStream): Outlet => ({
  write: (bytes) => new Promise((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve()))),
  finish: async () => {},
  discard: async () => {},
})

/** Writes an archive: any number of tables, then what it holds. */
export function archiveWriter(outlet: Outlet, at: Date) {
  const file = async (name: string, content: Buffer): Promise<void> => {
    await outlet.write(Buffer.concat([tarHeader(name, content.length, at), content, tarPadding(content.length)]))
  }
  return {
    /** One JSON array of texts a line, in compressed parts. */
    async table<T extends { name: string }>(
      shape: T,
      batches: AsyncIterable<string[]>,
    ): Promise<T & Pick<ArchivedTable, 'rows' | 'parts'>> {
      const parts: Part[] = []
      let waiting: string[] = []
      let bytes = 0
      const flush = async (): Promise<void> => {
        if (waiting.length === 0) return
        const content = await compress(`${waiting.join('\n')}\n`)
        const name = `tables/${shape.name}.${String(parts.length + 1).padStart(5, '0')}.jsonl.gz`
        await file(name, content)
        parts.push({ name, rows: waiting.length, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })
        waiting = []
        bytes = 0
      }
      for await (const lines of batches)
        for (const line of lines) {
          waiting.push(line)
          bytes += line.length
          if (bytes >= PART_BYTES) await flush()
        }
      await flush()
      return { ...shape, rows: parts.reduce((sum, { rows }) => sum + rows, 0), parts }
    },
    async end(manifest: Manifest, secret: string): Promise<void> {
      const content = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
      await file(MANIFEST_NAME, content)
      await file(MARK_NAME, Buffer.from(`${markOf(secret, content)}\n`))
      await outlet.write(TAR_END)
    },
  }
}
