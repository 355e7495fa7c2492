import { Unzlib } from 'fflate'
import { CredentialError } from '../credential-error.ts'
import { isDictionary, type PdfDictionary, PdfReader, type PdfRef, type PdfValue } from './pdf-objects.ts'

/** A larger PDF is no resume. */
const MAX_PDF_BYTES = 32 * 1024 * 1024
const MAX_OBJECTS = 100_000
const MAX_FILES = 100
/** Characters read as PDF syntax, together: objects may overlap. */
const MAX_READ = 4 * 1024 * 1024
/** Everything unpacked, together. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024

const broken = (why: string): CredentialError => new CredentialError('pdf_malformed', `the PDF cannot be read: ${why}`)
const tooMuch = (): CredentialError => new CredentialError('limit_exceeded', 'the PDF holds more than is read')

const isRef = (value: PdfValue | undefined): value is PdfRef =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isDictionary(value)

/** True for bytes that say they are a PDF. */
export const looksLikePdf = (bytes: Uint8Array): boolean => latin1(bytes.subarray(0, 1024)).includes('%PDF-')

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

/** Where an object stands: in the file, or in a text that came out of an object stream. */
interface Place {
  text: string
  at: number
}

const LONGEST_HEAD = 4096

/** An object up to its stream or its end. */
function headOf({ text, at }: Place): string {
  const start = text.slice(at, at + LONGEST_HEAD)
  const ends = [start.indexOf('stream'), start.indexOf('endobj')].filter((end) => end >= 0)
  return start.slice(0, Math.min(...ends, start.length))
}

/** Every dictionary in a value; file specifications may stand inside others. */
function* within(value: PdfValue): Generator<PdfDictionary> {
  if (isDictionary(value)) yield value
  if (typeof value === 'object' && value !== null && !isRef(value)) for (const inner of Object.values(value)) yield* within(inner)
}

/** The objects of a file, found by looking through it: no table in it is believed, so none can lead anywhere else. */
class PdfObjects {
  private readonly bytes: Uint8Array
  private readonly places = new Map<number, Place>()
  private unpacked = 0
  private seen = 0
  private readSoFar = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    const text = latin1(bytes)
    const packed: number[] = []
    for (const { index, 0: whole, 1: number = '' } of text.matchAll(
      /(?<!\d)(\d{1,10})[ \t\r\n\0\f]{1,8}\d{1,5}[ \t\r\n\0\f]{1,8}obj(?![a-z])/g,
    )) {
      const at = index + whole.length
      if (++this.seen > MAX_OBJECTS) throw tooMuch()
      this.places.set(Number(number), { text, at })
      if (headOf({ text, at }).includes('/ObjStm')) packed.push(at)
    }
    for (const at of packed) this.addPacked({ text, at })
  }

  /** @see ISO 32000-1 section 7.5.7, "Object Streams" */
  private addPacked(place: Place): void {
    const { dictionary, content } = this.stream(place)
    if (dictionary.Type !== '/ObjStm') return
    const text = latin1(content)
    const [count, first] = [dictionary.N, dictionary.First]
    if (typeof count !== 'number' || typeof first !== 'number' || count > MAX_OBJECTS) throw broken('an object stream is broken')
    const header = new PdfReader(text.slice(0, first), 0)
    for (let i = 0; i < count; i++) {
      const [number, offset] = [header.value(), header.value()]
      if (typeof number !== 'number' || typeof offset !== 'number') throw broken('an object stream is broken')
      if (++this.seen > MAX_OBJECTS) throw tooMuch()
      if (!this.places.has(number)) this.places.set(number, { text, at: first + offset })
    }
  }

  /** Every dictionary that could be a file specification. */
  *dictionaries(): Generator<PdfDictionary> {
    for (const place of this.places.values()) {
      // only file specifications are looked for: the others need not be read
      if (/\/EF\b/.test(headOf(place))) yield* within(this.read(place).value)
    }
  }

  resolve(value: PdfValue | undefined): PdfValue | undefined {
    if (!isRef(value)) return value
    const place = this.places.get(value.ref)
    return place && this.read(place).value
  }

  /** The content of a stream, unpacked. @throws CredentialError pdf_malformed | limit_exceeded */
  contentOf(value: PdfValue | undefined): Uint8Array {
    const place = isRef(value) ? this.places.get(value.ref) : undefined
    if (!place) throw broken('an attachment is missing')
    return this.stream(place).content
  }

  private read({ text, at }: Place): { value: PdfValue; end: number } {
    const reader = new PdfReader(text, at)
    const value = reader.value()
    this.readSoFar += reader.at - at
    if (this.readSoFar > MAX_READ) throw tooMuch()
    return { value, end: reader.at }
  }

  private stream({ text, at }: Place): { dictionary: PdfDictionary; content: Uint8Array } {
    const { value: dictionary, end } = this.read({ text, at })
    const [opening] = /^[\s\0]{0,8}stream\r?\n/.exec(text.slice(end, end + 20)) ?? []
    if (!isDictionary(dictionary) || !opening || text.length !== this.bytes.length) throw broken('a stream is missing')
    const start = end + opening.length
    const length = this.resolve(dictionary.Length)
    if (typeof length !== 'number' || length < 0 || start + length > this.bytes.length) throw broken('a stream has no length')
    if (!/^[\s\0]{0,8}endstream/.test(text.slice(start + length, start + length + 20))) throw broken('a stream does not end where it says')
    return { dictionary, content: this.unpack(dictionary, this.bytes.subarray(start, start + length)) }
  }

  private unpack({ Filter, DecodeParms }: PdfDictionary, packed: Uint8Array): Uint8Array {
    const filters = [this.resolve(Filter) ?? []].flat()
    const isPlain = [this.resolve(DecodeParms) ?? null]
      .flat()
      .every((one) => one === null || (isDictionary(one) && (one.Predictor ?? 1) === 1))
    if (filters.length === 0) return this.count(packed)
    if (filters.length > 1 || filters[0] !== '/FlateDecode' || !isPlain) throw broken('a stream is packed in a way that is not read')
    return this.inflate(packed)
  }

  private inflate(packed: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = []
    try {
      const inflater = new Unzlib((part) => void parts.push(this.count(part)))
      for (let at = 0; at < packed.length; at += 4096) inflater.push(packed.subarray(at, at + 4096), at + 4096 >= packed.length)
    } catch (error) {
      if (error instanceof CredentialError) throw error
      throw broken('a stream does not unpack')
    }
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  }

  private count(part: Uint8Array): Uint8Array {
    this.unpacked += part.length
    if (this.unpacked > MAX_UNPACKED_BYTES) throw tooMuch()
    return part
  }
}

const nameOf = ({ UF, F }: PdfDictionary): string => (typeof UF === 'string' ? UF : typeof F === 'string' ? F : '')

/**
 * The files attached to a PDF, by name. The work is bounded whatever the file says: 32 MB, 64 MB unpacked, 100 files. Nothing is run,
 * and nothing but attachments is looked at.
 *
 * @throws CredentialError pdf_malformed (also for two attachments of one name, and for an encrypted file) | limit_exceeded
 * @see ISO 32000-1 sections 7.5.7, 7.11.3 and 7.11.4
 */
export function pdfFiles(bytes: Uint8Array): Map<string, Uint8Array> {
  if (!looksLikePdf(bytes)) throw broken('it is no PDF')
  if (bytes.length > MAX_PDF_BYTES) throw tooMuch()
  if (/\/Encrypt[\s\0]{0,8}(?:\d|<<)/.test(latin1(bytes.subarray(-65_536)))) throw broken('it is encrypted')
  const objects = new PdfObjects(bytes)
  const files = new Map<string, Uint8Array>()
  for (const specification of objects.dictionaries()) {
    const inside = objects.resolve(specification.EF)
    const name = nameOf(specification)
    if (!isDictionary(inside) || name === '') continue
    if (files.has(name)) throw broken(`two files in it are called ${JSON.stringify(name.slice(0, 80))}`)
    if (files.size >= MAX_FILES) throw tooMuch()
    files.set(name, objects.contentOf(inside.UF ?? inside.F))
  }
  return files
}
