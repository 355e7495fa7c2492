import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { FORMAT, MANIFEST_NAME, MARK_NAME, type Manifest, type Part } from './manifest.ts'
import { HEADER_BYTES, readTarHeader, tarPadding } from './tar.ts'

const expand = promisify(gunzip)

/** More than a part can hold: one row of the largest upload, and what else fits beside it. */
const LARGEST_PART_BYTES = 512 * 1024 * 1024
const LARGEST_MANIFEST_BYTES = 64 * 1024 * 1024

/** The archive is not what was written: cut off, altered, or no archive. */
export class BrokenArchive extends Error {}

export interface Archive {
  manifest: Manifest
  manifestBytes: Buffer
  mark: string
  /** its lines, checked against the sum the manifest has for it @throws BrokenArchive */
  lines(part: Part): Promise<string[]>
  close(): Promise<void>
}

interface Place {
  start: number
  size: number
}

/** Opens an archive and finds everything in it; contents are read and checked part by part. @throws BrokenArchive */
export async function openArchive(path: string): Promise<Archive> {
  const file = await open(path, 'r')
  try {
    const places = await placesIn(file)
    const manifestBytes = await contentOf(file, places.get(MANIFEST_NAME), LARGEST_MANIFEST_BYTES)
    const mark = (await contentOf(file, places.get(MARK_NAME), HEADER_BYTES)).toString('utf8')
    return {
      manifest: readManifest(manifestBytes),
      manifestBytes,
      mark,
      lines: async ({ name, sha256, rows }) => {
        const content = await contentOf(file, places.get(name), LARGEST_PART_BYTES)
        if (createHash('sha256').update(content).digest('hex') !== sha256) throw new BrokenArchive(`${name} is not as it was written`)
        const text = (await expand(content, { maxOutputLength: LARGEST_PART_BYTES })).toString('utf8')
        const lines = text.split('\n').slice(0, -1)
        if (lines.length !== rows) throw new BrokenArchive(`${name} holds ${lines.length} rows, not ${rows}`)
        return lines
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function placesIn(file: FileHandle): Promise<Map<string, Place>> {
  const places = new Map<string, Place>()
  const { size: length } = await file.stat()
  const header = Buffer.alloc(HEADER_BYTES)
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(header, 0, HEADER_BYTES, at)
    if (bytesRead < HEADER_BYTES) throw new BrokenArchive('it is cut off')
    const found = headerIn(header)
    if (!found) return places
    const start = at + HEADER_BYTES
    at = start + found.size + tarPadding(found.size).length
    if (at > length) throw new BrokenArchive('it is cut off')
    places.set(found.name, { start, size: found.size })
  }
}

function headerIn(header: Buffer) {
  try {
    return readTarHeader(header)
  } catch {
    throw new BrokenArchive('it is no archive of laurel backup, or it was altered')
  }
}

async function contentOf(file: FileHandle, place: Place | undefined, most: number): Promise<Buffer> {
  if (!place || place.size > most) throw new BrokenArchive('a part of it is missing')
  const content = Buffer.alloc(place.size)
  await file.read(content, 0, place.size, place.start)
  return content
}

function readManifest(bytes: Buffer): Manifest {
  try {
    const manifest = JSON.parse(bytes.toString('utf8')) as Manifest
    if (manifest.format !== FORMAT) throw new BrokenArchive(`its format is ${manifest.format}; this program reads ${FORMAT}`)
    if ([manifest.migrations, manifest.tables, manifest.work].every(Array.isArray)) return manifest
  } catch (error) {
    if (error instanceof BrokenArchive) throw error
  }
  throw new BrokenArchive('its manifest cannot be read')
}
