import { AFRelationship, PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { zlibSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { CredentialError } from '../credential-error.ts'
import { looksLikePdf, pdfFiles } from './pdf-files.ts'

const utf8 = new TextEncoder()
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

/** A PDF by another program, with what it attaches. */
async function pdfWith(files: Record<string, string>, useObjectStreams: boolean): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.addPage()
  for (const [name, content] of Object.entries(files))
    await pdf.attach(utf8.encode(content), name, { mimeType: 'application/json', afRelationship: AFRelationship.Data })
  return pdf.save({ useObjectStreams })
}

const raw = (...objects: string[]): Uint8Array =>
  Uint8Array.from(`%PDF-1.7\n${objects.map((one, i) => `${i + 1} 0 obj\n${one}\nendobj\n`).join('')}%%EOF`, (char) => char.charCodeAt(0))
const stream = (dictionary: string, content: string): string =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`
const spec = (name: string, ref: number): string => `<< /Type /Filespec /F (${name}) /EF << /F ${ref} 0 R >> >>`
const packed = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

describe('files in a PDF', () => {
  test.each([false, true])('are found as another program attached them (object streams: %s)', async (useObjectStreams) => {
    const bytes = await pdfWith({ 'presentation.json': '{"a":1}', 'evidence (1).json': 'ñ 日本' }, useObjectStreams)
    const files = pdfFiles(bytes)
    expect([...files.keys()].sort()).toEqual(['evidence (1).json', 'presentation.json'])
    expect([text(files.get('presentation.json')), text(files.get('evidence (1).json'))]).toEqual(['{"a":1}', 'ñ 日本'])
  })

  test('a PDF without any has none', async () => {
    expect(pdfFiles(await pdfWith({}, true)).size).toBe(0)
    expect(looksLikePdf(utf8.encode('{"@context":[]}'))).toBe(false)
  })

  const bomb = packed(zlibSync(new Uint8Array(16 * 1024 * 1024)))
  test.each([
    ['no PDF', utf8.encode('nothing of the kind'), 'pdf_malformed'],
    ['two of one name', raw(spec('a', 3), spec('a', 3), stream('', 'x')), 'pdf_malformed'],
    ['a missing attachment', raw(spec('a', 9)), 'pdf_malformed'],
    ['an attachment that is no stream', raw(spec('a', 2), '<< >>'), 'pdf_malformed'],
    ['a wrong length', raw(spec('a', 2), '<< /Length 1 >>\nstream\nlonger\nendstream'), 'pdf_malformed'],
    ['a length that is itself', raw(spec('a', 2), '<< /Length 2 0 R >>\nstream\nx\nendstream'), 'pdf_malformed'],
    ['another filter', raw(spec('a', 2), stream('/Filter /LZWDecode', 'x')), 'pdf_malformed'],
    ['a filter on a filter', raw(spec('a', 2), stream('/Filter [/FlateDecode /FlateDecode]', 'x')), 'pdf_malformed'],
    ['what does not unpack', raw(spec('a', 2), stream('/Filter /FlateDecode', 'xxxx')), 'pdf_malformed'],
    [
      'too much unpacked',
      raw(...Array.from({ length: 5 }, (_, i) => spec(`f${i}`, 6)), stream('/Filter /FlateDecode', bomb)),
      'limit_exceeded',
    ],
    ['too many files', raw(...Array.from({ length: 101 }, (_, i) => spec(`f${i}`, 102)), stream('', 'x')), 'limit_exceeded'],
    ['one object a million times', raw('1 0 obj '.repeat(1_000_000)), 'limit_exceeded'],
    [
      'objects that overlap',
      raw(...Array.from({ length: 30 }, () => Array.from({ length: 3_000 }, (_, i) => `${i} 0 obj (/EF `).join('') + ')'.repeat(3_000))),
      'limit_exceeded',
    ],
    ['a deep nest', raw(`<< /EF ${'['.repeat(500)} >>`), 'pdf_malformed'],
    ['no end', raw('<< /EF << /F (abc'), 'pdf_malformed'],
    ['an encrypted one', utf8.encode('%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n%%EOF'), 'pdf_malformed'],
  ])('%s is refused cleanly', (_, bytes, code) => {
    const refusal = () => {
      try {
        return pdfFiles(bytes)
      } catch (error) {
        return error
      }
    }
    const refused = refusal()
    expect(refused).toMatchObject({ code })
    expect(refused).toBeInstanceOf(CredentialError)
  })

  test('whatever is changed in one, it is read or refused', async () => {
    const whole = await pdfWith({ 'presentation.json': '{"a":1}' }, true)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 20 }), (changes) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, value] of changes) bytes[at] = value
        try {
          pdfFiles(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(CredentialError)
        }
      }),
    )
  })
})
